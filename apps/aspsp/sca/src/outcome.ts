/**
 * Why something was refused. Stable; what a PSU or a TPP reads of it is decided outside, where `psu-blocked`,
 * `credentials-wrong`, `code-wrong`, `signature-wrong` and `passkey-wrong` have to look the same (RTS, Article 4(3)(a)).
 */
export type ScaReason =
  /** Unknown PSU, no password, or another one: not told apart. */
  | 'credentials-wrong'
  /** Too many failures in a row: refused whatever was brought. */
  | 'psu-blocked'
  | 'psu-not-blocked'
  /** No method of this PSU. */
  | 'method-unknown'
  /** A device that approves was asked for a code, or the other way round. */
  | 'method-unfit'
  /** As many codes and questions were sent to this PSU as may be. */
  | 'sending-too-often'
  /** What carries the code did not take it; the challenge has ended. */
  | 'delivery-failed'
  // what became of a challenge
  /** None for this authorisation and this PSU. */
  | 'challenge-unknown'
  | 'challenge-expired'
  /** Taken back, or missed too often. */
  | 'challenge-ended'
  | 'code-wrong'
  | 'code-used'
  /** It was made for something else than what is authorised now; it has ended (RTS, Article 5(1)(d)). */
  | 'subject-changed'
  | 'signature-wrong'
  /** Approved before. */
  | 'approval-used'
  /** The PSU said no. */
  | 'approval-refused'
  // passkeys
  /** No registration is under way by this id; each may be answered once. */
  | 'ceremony-unknown'
  | 'ceremony-expired'
  /** None of this PSU. */
  | 'passkey-unknown'
  /** It was registered before. */
  | 'passkey-known'
  /** Answered before. */
  | 'passkey-used'
  /** The answer of the authenticator does not hold: origin, RP id, challenge, signature, user verification. */
  | 'passkey-wrong'
  /** Its counter went back: there is a copy of it. */
  | 'passkey-cloned'
  /** The bank does not do without SCA here. */
  | 'exemption-none';

/** Nothing secret: no code, no password, no address. */
export interface RefusalEvidence {
  readonly psuId?: string;
  readonly authorisationId?: string;
  readonly authenticationMethodId?: string;
  /** Until when, ISO 8601, or `for-good`. */
  readonly blockedUntil?: string;
  /** How many more failures in a row before a block. For the bank's eyes. */
  readonly attemptsLeft?: number;
  /** Whether the challenge may be answered once more; otherwise a new one is needed. */
  readonly challengeOpen?: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
}

export interface ScaRefusal {
  readonly accepted: false;
  readonly reason: ScaReason;
  readonly evidence: RefusalEvidence;
}

export interface Accepted<Evidence> {
  readonly accepted: true;
  readonly evidence: Evidence;
}

export type ScaOutcome<Evidence> = Accepted<Evidence> | ScaRefusal;

export function accept<Evidence>(evidence: Evidence): Accepted<Evidence> {
  return { accepted: true, evidence };
}

export function refuse(reason: ScaReason, evidence: RefusalEvidence = {}): ScaRefusal {
  return { accepted: false, reason, evidence };
}
