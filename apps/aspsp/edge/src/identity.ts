import type { PspRole } from '@openxs2a/certificates';

/** Who is calling, as the gateway proved it. Plain data: where the bank's apps run apart, it travels in a token. */
export interface Identity {
  /** The organizationIdentifier of the QWAC as text: `PSDDE-BAFIN-123456` (TS 119 495, 5.2.1). */
  readonly tppId: string;
  readonly legalName: string;
  /** Those of the QWAC, and nobody else's word. */
  readonly roles: readonly PspRole[];
  /** The competent authority that the QWAC names. */
  readonly nca: { readonly id: string; readonly name: string };
  readonly qwac: ProvenCertificate;
  /** Of the request's signature, where there was one that was looked at. */
  readonly seal?: { readonly fingerprint: string };
}

export interface ProvenCertificate {
  /** SHA-256, as `Certificate.fingerprint`. */
  readonly fingerprint: string;
  readonly serialNumber: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
  /** The DNS names, as they stand there, wildcards included. */
  readonly domains: readonly string[];
}
