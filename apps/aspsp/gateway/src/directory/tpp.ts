import type { CertificateUse, PspRole } from '@openxs2a/certificates';
import type { RegisterEntry } from '../register/register.ts';

export type TppStatus = 'active' | 'blocked';

/** What the bank knows of a TPP and has decided about it. Times are ISO 8601, in UTC. */
export interface Tpp {
  readonly tppId: string;
  /** As the newest certificate says; absent where the TPP was blocked before it ever called. */
  readonly legalName?: string;
  readonly roles: readonly PspRole[];
  readonly nca?: { readonly id: string; readonly name: string };
  readonly firstSeen?: string;
  /** To the minute. */
  readonly lastSeen?: string;
  readonly status: TppStatus;
  /** Of the last block or unblock. */
  readonly decision?: { readonly reason: string; readonly by: string; readonly at: string };
  readonly register?: RegisterCheck;
  readonly attestation?: Attestation;
  readonly review?: Review;
  /** ISO date. */
  readonly nextReview?: string;
}

/** What the competent authority's register said when it was asked. */
export interface RegisterCheck {
  readonly at: string;
  /** `differs`: it does not grant what the certificates claim, or not any more. `unavailable`: it gave no answer. */
  readonly result: 'agrees' | 'differs' | 'unknown' | 'unavailable';
  readonly entry?: RegisterEntry;
}

/** Somebody has looked at how the TPP protects what it gets (a certificate, an audit, a questionnaire). */
export interface Attestation {
  readonly statement: string;
  readonly by: string;
  readonly at: string;
  /** ISO date. */
  readonly validUntil?: string;
}

export interface Review {
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** A certificate that the TPP has shown, on a connection or in a signature. */
export interface SeenCertificate {
  readonly use: CertificateUse;
  /** SHA-256 of its DER, lower-case hex. */
  readonly fingerprint: string;
  readonly serialNumber: string;
  readonly issuer: string;
  readonly notAfter: string;
  readonly roles: readonly PspRole[];
  readonly firstSeen: string;
  /** To the minute. */
  readonly lastSeen: string;
  /** Of the last time that it was accepted. */
  readonly revocation: RevocationCheck;
  /** Since it was refused as revoked. */
  readonly revoked?: { readonly since: string; readonly reason: string; readonly by: string; readonly toldAt: string };
}

export interface RevocationCheck {
  /** `unchecked`: the verifier's policy lets pass what offers no way to be checked. */
  readonly by: 'ocsp' | 'crl' | 'unchecked';
  /** When the responder or the list said so. */
  readonly producedAt?: string;
}
