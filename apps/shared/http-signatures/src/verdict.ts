import type { Certificate, Verdict } from '@openxs2a/certificates';

export type SignatureVerdict = Verdict<SignatureEvidence, SignatureReason>;

/** The signature is what the key in `certificate` made of this message. Whether that certificate is trusted, a `Verifier` of certificates says. */
export interface SignatureEvidence {
  readonly profile: string;
  readonly certificate: Certificate;
  /** `rsa-sha256`, `ecdsa-sha256`, `ES256`: as the standard of the profile names it. */
  readonly algorithm: string;
  readonly digestAlgorithm: 'SHA-256' | 'SHA-512';
  /** What is covered, lower case, in the order signed; pseudo-headers in parentheses among them. */
  readonly signedHeaders: readonly string[];
  /** When it was signed, where the signature says so. */
  readonly signedAt?: Date;
}

/** Every reason why a message's signature is refused. */
export const SIGNATURE_REASONS = [
  'signature-missing',
  'digest-missing',
  'certificate-missing',
  'header-duplicated',
  'header-too-large',
  'certificate-malformed',
  'digest-malformed',
  'digest-algorithm-refused',
  'digest-mismatch',
  'signature-malformed',
  'parameter-duplicated',
  'parameter-missing',
  'parameter-unknown',
  'key-id-malformed',
  'key-id-mismatch',
  'algorithm-refused',
  'algorithm-does-not-fit-key',
  'weak-key',
  'signed-header-missing',
  'signed-header-absent',
  'signed-header-not-allowed',
  'signed-header-duplicated',
  'not-yet-valid',
  'too-old',
  'critical-parameter-unknown',
  'signature-mismatch',
] as const;
export type SignatureReason = (typeof SIGNATURE_REASONS)[number];
