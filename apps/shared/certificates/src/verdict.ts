import type { Certificate, OrganizationIdentifier, PspRole } from './certificate.ts';

/** What a certificate of open banking is for: TLS (QWAC) or seals on messages (QSealC). */
export type CertificateUse = 'qwac' | 'qsealc';

/** Either evidence, or one reason and what it rests on. Nothing of it is for the wire; a table maps reasons to codes. */
export type Verdict<Evidence, Reason extends string> =
  | { readonly accepted: true; readonly evidence: Evidence }
  | { readonly accepted: false; readonly reason: Reason; readonly evidence: RefusalEvidence };

/** What was found where it should have been otherwise: small, printable, free of secrets. */
export type RefusalEvidence = Readonly<Record<string, string | number | boolean>>;

export type CertificateVerdict = Verdict<CertificateEvidence, CertificateReason>;

export interface CertificateEvidence {
  readonly use: CertificateUse;
  readonly certificate: Certificate;
  /** From the leaf to the anchor, both included. */
  readonly path: readonly Certificate[];
  readonly organizationIdentifier: OrganizationIdentifier;
  readonly roles: readonly PspRole[];
  readonly ncaName: string;
  readonly ncaId: string;
  /** How it is known that nothing in the path is revoked, by certificate. */
  readonly revocation: readonly RevocationEvidence[];
}

export interface RevocationEvidence {
  readonly fingerprint: string;
  /** `unchecked`: policy lets pass what offers no way to be checked, or whose responder cannot be reached. */
  readonly by: 'ocsp' | 'crl' | 'unchecked';
  /** When what was said was said; absent where nothing was. */
  readonly producedAt?: Date;
  readonly url?: string;
}

/** Every reason why a certificate is refused. Names are stable: logs, tests and the mapping to wire codes use them. */
export const CERTIFICATE_REASONS = [
  // reading
  'malformed',
  'too-large',
  // dates
  'not-yet-valid',
  'expired',
  // strength
  'weak-key',
  'weak-signature-algorithm',
  // path (RFC 5280, 6)
  'untrusted-issuer',
  'self-signed',
  'bad-signature',
  'issuer-not-ca',
  'issuer-cannot-sign-certificates',
  'issuer-expired',
  'issuer-not-yet-valid',
  'issuer-revoked',
  'path-too-long',
  'name-constraint-violated',
  'policy-not-accepted',
  'unknown-critical-extension',
  // what it may be used for
  'is-a-ca',
  'key-usage-wrong',
  'extended-key-usage-wrong',
  // revocation
  'revoked',
  'revocation-unknown',
  // what makes it one of open banking (TS 119 495)
  'qc-statements-missing',
  'qc-statements-malformed',
  'not-qualified',
  'not-a-qwac',
  'not-a-qsealc',
  'psd2-statement-missing',
  'psd2-statement-malformed',
  'role-unknown',
  'role-name-mismatch',
  'organization-identifier-missing',
  'organization-identifier-malformed',
  'organization-identifier-not-of-nca',
  // what the service asks for
  'role-not-held',
  // both certificates of one call
  'different-organization',
] as const;
export type CertificateReason = (typeof CERTIFICATE_REASONS)[number];
