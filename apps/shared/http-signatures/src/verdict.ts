import type { Certificate, RefusalEvidence, Verdict } from '@openxs2a/certificates';
import type { DigestAlgorithm } from './steps/digest.ts';

export type SignatureVerdict = Verdict<SignatureEvidence, SignatureReason>;

/** What one step of a verification found, or why it ends there. */
export type Step<Found> = Verdict<Found, SignatureReason>;

/** The signature is what the key in `certificate` made of this message. Whether that certificate is trusted, a `Verifier` of certificates says. */
export interface SignatureEvidence {
  /** The name of the profile that the signature keeps to. */
  readonly profile: string;
  readonly certificate: Certificate;
  /** What came beside it to prove it (x5c), unread and untrusted: base64 of DER, the issuer's first. */
  readonly chain: readonly string[];
  /** As it was sent; where a profile does not compare it with the certificate, whoever knows the client has to. */
  readonly keyId?: string;
  /** `rsa-sha256`, `ecdsa-sha256`, `ES256`: as the standard of the profile names it, however the sender spelled it. */
  readonly algorithm: string;
  /** The strongest of those that were sent; all of them hold. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** What is covered, lower case, in the order signed; pseudo-headers in parentheses among them. */
  readonly signedHeaders: readonly string[];
  /** When it was signed, where the signature says so. */
  readonly signedAt?: Date;
}

/** Every reason why a message's signature is refused, about in the order in which they are looked for. */
export const SIGNATURE_REASONS = [
  // the headers that carry it
  'signature-missing',
  'digest-missing',
  'certificate-missing',
  'header-duplicated',
  'header-too-large',
  // the certificate
  'certificate-malformed',
  'weak-key',
  // what the signature says of itself
  'signature-malformed',
  'parameter-duplicated',
  'parameter-missing',
  'parameter-unknown',
  'critical-parameter-unknown',
  'key-id-malformed',
  'key-id-mismatch',
  'algorithm-refused',
  'algorithm-does-not-fit-key',
  // what it covers
  'signed-headers-malformed',
  'signed-header-duplicated',
  'signed-header-not-allowed',
  'signed-header-missing',
  'signed-header-absent',
  'header-malformed',
  // when it was made
  'date-malformed',
  'not-yet-valid',
  'too-old',
  // the body
  'digest-malformed',
  'digest-algorithm-refused',
  'digest-mismatch',
  // the mathematical check
  'signature-mismatch',
] as const;
export type SignatureReason = (typeof SIGNATURE_REASONS)[number];

export function accept<Found>(evidence: Found): { readonly accepted: true; readonly evidence: Found } {
  return { accepted: true, evidence };
}

export function refuse<Reason extends SignatureReason>(
  reason: Reason,
  evidence: RefusalEvidence = {},
): { readonly accepted: false; readonly reason: Reason; readonly evidence: RefusalEvidence } {
  return { accepted: false, reason, evidence };
}

/** A text from outside as evidence: short, and without characters that a log or a terminal would obey. */
export function quote(text: string): string {
  const printable = text.slice(0, 200).replace(/[^\x20-\x7e\xa0-\xff]/g, '�');
  return text.length > 200 ? `${printable}…` : printable;
}
