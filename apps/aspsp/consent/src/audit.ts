import type { Json, LogEntry } from '@openxs2a/store/log';
import type { Authorisation, Consent, Grant, Psu } from './consent.ts';
import type { ConsentEvent } from './domain/consent-status.ts';
import type { ConsentRefusal } from './outcome.ts';

/** Who did something: the identifier of a TPP, the id of a PSU, or the bank. */
export interface Actor {
  readonly kind: 'tpp' | 'psu' | 'aspsp';
  readonly id: string;
  /** X-Request-ID of the TPP's request by which it was done; what happens on the bank's pages has none. */
  readonly requestId?: string | undefined;
}

/** The bank itself: what time brings about, and what follows from something else. */
export const ASPSP: Actor = { kind: 'aspsp', id: 'aspsp' };

const KINDS: Readonly<Record<ConsentEvent, string>> = {
  authorise: 'consent-given',
  authorisePartially: 'consent-partially-given',
  reject: 'consent-rejected',
  terminate: 'consent-terminated',
  replace: 'consent-replaced',
  revoke: 'consent-revoked',
  expire: 'consent-expired',
};

export function recordCreation(consent: Consent, requestId: string | undefined): LogEntry {
  return {
    kind: 'consent-created',
    actor: consent.tppId,
    subject: consent.consentId,
    body: compact({
      tppId: consent.tppId,
      requestId,
      ...describePsu(consent.psu),
      model: consent.model,
      recurring: consent.recurring,
      validUntil: consent.validUntil,
      frequencyPerDay: consent.frequencyPerDay,
    }),
  };
}

/** A change of status, with what it opened where it was given. */
export function recordEvent(
  consent: Consent,
  event: ConsentEvent,
  actor: Actor,
  because: Readonly<Record<string, string | undefined>>,
  accounts: Grant['accounts'] = [],
): LogEntry {
  const opened = accounts.map(({ accountId, resourceId, rights }) => ({ accountId, resourceId, rights }));
  return {
    kind: KINDS[event],
    actor: actor.id,
    subject: consent.consentId,
    body: compact({
      by: actor.kind,
      requestId: actor.requestId,
      tppId: consent.tppId,
      ...describePsu(consent.psu),
      consentStatus: consent.consentStatus,
      ...because,
      ...(opened.length > 0 && { accounts: opened }),
    }),
  };
}

export function recordAuthorisation(authorisation: Authorisation, tppId: string, actor: Actor): LogEntry {
  const { consentId, authorisationId, scaStatus, psu } = authorisation;
  return {
    kind: 'authorisation',
    actor: actor.id,
    subject: consentId,
    body: compact({
      by: actor.kind,
      requestId: actor.requestId,
      tppId,
      authorisationId,
      scaStatus,
      ...describePsu(psu),
    }),
  };
}

/** A read and what came of it: `consent-used`, `consent-refused`, `consent-use-returned`. */
export interface Access {
  readonly consentId: string;
  readonly tppId: string;
  readonly operation: string;
  readonly resourceId: string | undefined;
  readonly part: string | undefined;
  readonly page: boolean;
  readonly psuPresent: boolean;
  readonly requestId: string;
  /** What shows that the PSU was there: its address, a session of the TPP. */
  readonly psuEvidence: Readonly<Record<string, string>> | undefined;
}

export function recordAccess(access: Access, refusal?: ConsentRefusal): LogEntry {
  const { consentId, tppId, ...what } = access;
  return {
    kind: refusal === undefined ? 'consent-used' : 'consent-refused',
    actor: tppId,
    subject: consentId,
    body: compact({ ...what, result: refusal?.reason ?? 'granted' }),
  };
}

function describePsu(psu: Psu | undefined) {
  return { psuId: psu?.psuId, corporateId: psu?.corporateId };
}

/** What is undefined is left out where the log writes it. */
function compact(body: Readonly<Record<string, Json | undefined>>): Json {
  // as JSON.stringify has it
  return body as Json;
}
