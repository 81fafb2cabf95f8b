import type { Schemas } from '@openxs2a/xs2a/types';
import { accept, type Outcome, refuse } from '../outcome.ts';
import type { ConsentPolicy } from '../policy.ts';

export type ConsentStatus = Schemas['consentStatus'];

/** What can happen to a consent. */
export type ConsentEvent =
  /** The last PSU that had to agree did so. */
  | 'authorise'
  /** A PSU agreed, and others have to. */
  | 'authorisePartially'
  /** The PSU refuses, or SCA failed for good. */
  | 'reject'
  /** The TPP deletes it. */
  | 'terminate'
  /** A newer recurring consent of the same TPP and PSU became valid. */
  | 'replace'
  /** The PSU takes it back at the bank. */
  | 'revoke'
  /** Its time is over, or it is used up. */
  | 'expire';

export interface ConsentState {
  readonly consentStatus: ConsentStatus;
  /** When the status changed last (`lastActionDate`; Guidelines 1.3.8, 6.3.3). */
  readonly lastActionAt: Date;
}

/** `policy` stands for what the bank decided. A status that is not among the keys is final (14.14). */
type Next = ConsentStatus | 'policy' | undefined;
const BEFORE: Readonly<Record<ConsentEvent, Next>> = {
  authorise: 'valid',
  authorisePartially: 'partiallyAuthorised',
  reject: 'rejected',
  terminate: 'policy',
  replace: 'rejected',
  revoke: 'rejected',
  expire: 'rejected',
};
const TRANSITIONS: Readonly<Partial<Record<ConsentStatus, Readonly<Record<ConsentEvent, Next>>>>> = {
  received: BEFORE,
  partiallyAuthorised: BEFORE,
  valid: {
    authorise: undefined,
    authorisePartially: undefined,
    reject: undefined,
    terminate: 'terminatedByTpp',
    replace: 'policy',
    revoke: 'revokedByPsu',
    expire: 'expired',
  },
};

/** What becomes of a consent. A final status never changes. */
export function transitionConsent(
  { consentStatus }: ConsentState,
  event: ConsentEvent,
  now: Date,
  policy: Pick<ConsentPolicy, 'whenReplaced' | 'whenDeletedUnauthorised'>,
): Outcome<ConsentState> {
  const transitions = TRANSITIONS[consentStatus];
  if (transitions === undefined) return refuse('consent-final', { consentStatus, event });
  const next = transitions[event];
  if (next === undefined) return refuse('consent-event-not-allowed', { consentStatus, event });
  const decided = event === 'replace' ? policy.whenReplaced : policy.whenDeletedUnauthorised;
  return accept({ consentStatus: next === 'policy' ? decided : next, lastActionAt: now });
}

export function isFinalConsent(consentStatus: ConsentStatus): boolean {
  return TRANSITIONS[consentStatus] === undefined;
}
