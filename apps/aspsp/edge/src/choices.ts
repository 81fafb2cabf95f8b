/** What a bank decides where the standard leaves it open or its sources disagree. */
export interface WireChoices {
  /** The form of an error where the client's Accept prefers neither (Guidelines 1.3.8, 4.13). */
  readonly errorForm: 'tpp-messages' | 'problem';
  /** Whether Accept may ask for the other form; otherwise every error has `errorForm`. */
  readonly errorFormByAccept: boolean;
  /** What `code` is appended to for the `type` of a problem; at most 40 characters. Without it: `about:blank`. */
  readonly problemTypeBase: string | undefined;
  /** The interface spells it REVOKE, the guidelines REVOKED (14.11.1). Verification of party has REVOKED alone. */
  readonly revokedCertificate: 'CERTIFICATE_REVOKE' | 'CERTIFICATE_REVOKED';
  /** A signature without TPP-Signature-Certificate: 14.11.1 says one, later readings of 12.1 the other. */
  readonly missingSealCertificate: 'CERTIFICATE_MISSING' | 'SIGNATURE_MISSING';
  /** A signature whose date is too far from now: 400 or 401. */
  readonly staleSignature: 'TIMESTAMP_INVALID' | 'SIGNATURE_INVALID';
  /** Ids in a path other than those of accounts: 403, or 404 where ids count as sensitive (4.12, 14.11.1). */
  readonly unknownResource: 403 | 404;
  /** An account that exists and that the consent does not know: as if it did not exist, or outside of the consent. */
  readonly unknownAccount: 'RESOURCE_UNKNOWN' | 'CONSENT_INVALID';
  readonly validUntilPast: 'FORMAT_ERROR' | 'PERIOD_INVALID';
  readonly accountReferenceNotSupported: 'FORMAT_ERROR' | 'SERVICE_INVALID';
  /** Another PSU than the one that the authorisation is for: 401 or 409. */
  readonly otherPsu: 'PSU_CREDENTIALS_INVALID' | 'STATUS_INVALID';
}

export const DEFAULT_WIRE_CHOICES: WireChoices = {
  errorForm: 'tpp-messages',
  errorFormByAccept: true,
  problemTypeBase: undefined,
  revokedCertificate: 'CERTIFICATE_REVOKE',
  missingSealCertificate: 'CERTIFICATE_MISSING',
  staleSignature: 'TIMESTAMP_INVALID',
  unknownResource: 403,
  unknownAccount: 'RESOURCE_UNKNOWN',
  validUntilPast: 'FORMAT_ERROR',
  accountReferenceNotSupported: 'FORMAT_ERROR',
  otherPsu: 'PSU_CREDENTIALS_INVALID',
};
