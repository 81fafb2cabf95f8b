/** Why something about a consent was refused. Stable; what a TPP reads of it is decided where wire errors are made. */
export type ConsentReason =
  // what a request asks for
  /** `access` has no known member. */
  | 'access-empty'
  /** Forms of access that exclude each other, or filled and empty lists beside each other. */
  | 'access-mixed'
  /** An all-type member has a value that the standard does not know. */
  | 'access-value-unknown'
  | 'access-not-offered'
  /** `additionalInformation` without accounts, balances or transactions. */
  | 'additional-information-alone'
  /** An account of `additionalInformation` that accounts, balances and transactions do not name. */
  | 'additional-information-unnamed'
  | 'restriction-malformed'
  /** `restrictedTo` beside named accounts. */
  | 'restriction-not-allowed'
  | 'account-reference-malformed'
  /** Well formed, and of a kind that this bank does not take. */
  | 'account-reference-not-supported'
  | 'valid-until-malformed'
  | 'valid-until-past'
  | 'frequency-malformed'
  | 'frequency-too-high'
  | 'sessions-not-offered'
  // what stands in the way of a change
  /** No such consent, or that of another TPP or PSU. */
  | 'consent-unknown'
  /** The status is a final one. */
  | 'consent-final'
  /** The status is not final, and this event does not happen in it. */
  | 'consent-event-not-allowed'
  | 'authorisation-unknown'
  | 'authorisation-final'
  | 'authorisation-event-not-allowed'
  /** This PSU has authorised the consent already. */
  | 'authorisation-not-needed'
  /** Another PSU than the one that the consent or the authorisation is for. */
  | 'psu-mismatch'
  /** An account that was asked for, or chosen, is none of the PSU's. */
  | 'account-not-of-psu'
  /** Of a bank offered consent no account was chosen. */
  | 'no-account-chosen'
  // what stands in the way of a read
  /** Not authorised yet, rejected or terminated. */
  | 'consent-not-valid'
  | 'consent-expired'
  | 'consent-revoked'
  /** The account is covered, this way of reading it is not. */
  | 'access-not-granted'
  /** No consent of this TPP and PSU knows an account by this id. */
  | 'account-unknown'
  /** Another consent of this TPP and PSU knows it, this one does not. */
  | 'account-not-granted'
  | 'frequency-exceeded'
  /** What a one-off consent gave was read. */
  | 'one-off-used';

export interface ConsentRefusal {
  readonly accepted: false;
  readonly reason: ConsentReason;
  readonly evidence: RefusalEvidence;
}

/** Nothing secret: no more of an account than its last four characters. */
export interface RefusalEvidence {
  /** JSON pointer into the body of the request. */
  readonly path?: string;
  readonly consentId?: string;
  readonly consentStatus?: string;
  readonly scaStatus?: string;
  readonly event?: string;
  /** Reads a day, as granted or as allowed. */
  readonly frequencyPerDay?: number;
  readonly account?: string;
}

export interface Accepted<Evidence> {
  readonly accepted: true;
  readonly evidence: Evidence;
}

export type Outcome<Evidence> = Accepted<Evidence> | ConsentRefusal;

export function accept<Evidence>(evidence: Evidence): Accepted<Evidence> {
  return { accepted: true, evidence };
}

export function refuse(reason: ConsentReason, evidence: RefusalEvidence = {}): ConsentRefusal {
  return { accepted: false, reason, evidence };
}
