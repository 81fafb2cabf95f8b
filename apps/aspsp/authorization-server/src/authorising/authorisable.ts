import type { Psu, ScaEvent, ScaStatus } from '@openxs2a/consent';
import type { Subject } from '@openxs2a/sca';
import type { Transaction } from '@openxs2a/store';
import type { RoadOutcome } from './outcome.ts';
import type { AuthorisationKey } from './road.ts';

/** What is authorised, as far as the road has to know. */
export interface Resource {
  readonly tppId: string;
  readonly tppName: string;
  /** Whether the PSU chooses accounts. */
  readonly needsChoice: boolean;
  /** Whether the TPP has to confirm what was done by redirect. */
  readonly needsConfirmation: boolean;
  /** What a PSU agrees to, by the accounts that it chose or agreed to before. */
  subjectFor(psu: Psu, accounts: readonly string[] | undefined): Promise<RoadOutcome<Subject>>;
  /** The same as long as there is no PSU, or none that could agree. */
  readonly blank: Subject;
  listEligibleAccounts(psu: Psu): Promise<RoadOutcome<readonly string[]>>;
}

/** An authorisation and what it is of. */
export interface Found {
  readonly resource: Resource;
  readonly psu: Psu | undefined;
  readonly scaStatus: ScaStatus;
}

/** What happens to an authorisation on its way; its end is of `prepareFinish` and `reject`. */
export type StepEvent = Exclude<ScaEvent, 'finalise' | 'exempt'>;

export interface Finish {
  readonly psu: Psu;
  /** What the PSU agreed to. */
  readonly subject: Subject;
  /** Whether the bank did without SCA. */
  readonly exempted?: boolean;
}

/**
 * What the road asks of a kind of resource; consents are the first. Whoever implements it owns the states of the resource and
 * of its authorisations, and keeps each change and its record in one transaction.
 */
export interface Authorisable {
  /** As time has left it. */
  find(key: AuthorisationKey): Promise<RoadOutcome<Found>>;
  /** Moves an authorisation on; `fail` leaves the resource to be authorised anew. */
  move(trx: Transaction, key: AuthorisationKey, event: StepEvent, psu?: Psu): Promise<RoadOutcome<ScaStatus>>;
  /** SCA is done: what the resource becomes by it, in the transaction that it is given. */
  prepareFinish(key: AuthorisationKey, finish: Finish): Promise<(trx: Transaction) => Promise<RoadOutcome<unknown>>>;
  /** The PSU refused, or it is over for good: the authorisation fails, and the resource with it. */
  reject(key: AuthorisationKey): Promise<RoadOutcome<unknown>>;
}
