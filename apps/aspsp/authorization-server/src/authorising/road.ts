import type { Psu } from '@openxs2a/consent';
import type { PsuReference } from '@openxs2a/core-banking';
import type { WayBack } from '@openxs2a/oauth';
import type { AskedStatus, PageMethod, Subject } from '@openxs2a/sca';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ScaApproach } from '../domain/approach.ts';
import type { RedirectForm } from '../domain/redirect-form.ts';
import type { RoadOutcome } from './outcome.ts';

/** One authorisation of one resource. */
export interface AuthorisationKey {
  readonly kind: 'consent';
  readonly resourceId: string;
  readonly authorisationId: string;
  /** X-Request-ID of the TPP's request that takes the step, for the record of what comes of it; the pages have none. */
  readonly requestId?: string | undefined;
}

/** How far an authorisation has come. Nothing secret. */
export interface AuthorisationStatus {
  readonly key: AuthorisationKey;
  readonly approach: ScaApproach;
  /** Where that is a redirect. */
  readonly form: RedirectForm;
  readonly scaStatus: Schemas['scaStatus'];
  readonly isFinal: boolean;
  /** Whom the TPP named; from `psuAuthenticated` on, who proved to be it. */
  readonly psu: Psu | undefined;
  /** What the PSU was asked last, and what became of it. */
  readonly asked: AskedStatus | undefined;
  /** Whether the TPP has to bring a confirmation code after the redirect. */
  readonly needsConfirmation: boolean;
}

/** Where it stands, with what it is about: for whoever shows it to the PSU. */
export interface AuthorisationView extends AuthorisationStatus {
  readonly tppId: string;
  readonly tppName: string;
  /**
   * What is authorised, as the PSU sees it and as a code is bound to it. Without accounts as long as it is not known whose,
   * or they are not chosen.
   */
  readonly subject: Subject;
  /** Whether the PSU has to choose accounts before it is asked for anything (a bank offered consent). */
  readonly needsChoice: boolean;
}

export interface Authenticate {
  /** The name that the PSU gave; without it the PSU of the authorisation is meant. */
  readonly login?: PsuReference | undefined;
  readonly password: string;
  readonly channel: 'embedded' | 'page';
}

/**
 * The one way by which a PSU authorises, on the interface and on the bank's pages. Every step finds out for itself whether it
 * is one to be taken, changes at most this authorisation and its resource, and gives where that has led. Refusals have the
 * reasons of the bank's table of errors; evidence in them is for the log.
 */
export interface Road {
  /** As time and device have left it: what is over has failed, what was approved is authorised. */
  find(key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>>;
  /** The same without what it is about. */
  statusOf(key: AuthorisationKey): Promise<RoadOutcome<AuthorisationStatus>>;
  /**
   * The authorisation that a `scaRedirect` leads to; `resource-unknown` where we never gave out such a link. One that failed
   * and whose link is past its time is `resource-expired`, with its `key` in the evidence: `returnAddress` says where the
   * PSU goes.
   */
  findByTicket(ticket: string): Promise<RoadOutcome<AuthorisationView>>;
  /** Where the browser goes back to that came by this ticket: where it is of OAuth, and ours. */
  wayBackOf(ticket: string): WayBack | undefined;
  /** For a device, which knows no more of an authorisation than its id. */
  findByAuthorisation(authorisationId: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The PSU is named, not proved. The same again is harmless, another is refused. */
  identify(key: AuthorisationKey, psu: Psu): Promise<RoadOutcome<AuthorisationView>>;
  /**
   * The first factor. Whether there is no such PSU or another password cannot be told apart; the failures that block a PSU
   * fail the authorisation, too. Embedded it goes on by itself, up to a challenge where there is one method; on a page the
   * PSU first sees what it is about. A right password of another PSU than the one that was named fails the authorisation.
   */
  authenticate(key: AuthorisationKey, request: Authenticate): Promise<RoadOutcome<AuthorisationView>>;
  /** Of the PSU that has authenticated, those that this authorisation can go on by; on a page its passkeys, too. */
  listMethods(key: AuthorisationKey): Promise<RoadOutcome<readonly PageMethod[]>>;
  /** The bank's ids of the accounts that the PSU may choose from. */
  listEligibleAccounts(key: AuthorisationKey): Promise<RoadOutcome<readonly string[]>>;
  /** For bank offered consents, before a method is chosen. What was asked for another choice is taken back. */
  chooseAccounts(key: AuthorisationKey, accountIds: readonly string[]): Promise<RoadOutcome<AuthorisationView>>;
  /**
   * The PSU agrees, and the bank does without a second factor: `exempted`, with the reason on record. `sca:exemption-none`
   * where it does not, or the TPP has to confirm that it has the PSU back; nothing has changed then.
   */
  exempt(key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>>;
  /** Sends the challenge or asks the device, in the place of what was asked before. */
  selectMethod(key: AuthorisationKey, authenticationMethodId: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The second factor: `finalised`, or `unconfirmed` where the TPP has to confirm what was done by redirect. */
  authorise(key: AuthorisationKey, code: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The same by what a browser got of a passkey; it may be anything. */
  authoriseByPasskey(key: AuthorisationKey, response: unknown): Promise<RoadOutcome<AuthorisationView>>;
  /** What became of the question to the PSU's device; to be called when it was answered, too. The same as `find`. */
  poll(key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>>;
  /** The PSU says no: `failed`, and the resource is rejected. */
  refuse(key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>>;
  /** The code that the PSU brought back to the TPP: once, `finalised` or `failed`. */
  confirm(key: AuthorisationKey, confirmationCode: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The same where OAuth was the redirect: who has a token has what the PSU brought back. `psuId` is that of the token. */
  confirmByToken(key: AuthorisationKey, psuId: string): Promise<RoadOutcome<AuthorisationView>>;
  /**
   * Where the browser of the PSU goes when the bank is done with it: to the address of the TPP, with the confirmation code if
   * there is one to bring; after a failure to the address for failures, or to the other with `error=access_denied`. Undefined
   * where the TPP gave none. The same for as long as the status is. With a way back of OAuth to where that goes on.
   */
  returnAddress(key: AuthorisationKey, wayBack?: WayBack): Promise<string | undefined>;
  /** The origins that the browser may be sent back to, whatever comes of it; none where the TPP gave no address. */
  returnOrigins(key: AuthorisationKey, wayBack?: WayBack): Promise<readonly string[]>;
}
