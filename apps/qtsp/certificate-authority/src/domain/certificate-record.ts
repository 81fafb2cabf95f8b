import type { PspRole } from '@openxs2a/certificates';
import type { Party } from '@openxs2a/certificates/issue';
import type { QualifiedKind } from './refusal.ts';

/** `credential` is for calls of this interface, `server` for its own TLS, `responder` for OCSP. */
export type CertificateKind = QualifiedKind | 'credential' | 'server' | 'responder';

/** A certificate as this QTSP keeps it, from the moment on at which its serial number is taken. */
export interface CertificateRecord {
  readonly serialNumber: string;
  readonly kind: CertificateKind;
  /** What asked for it; of those that are made without a request on record, absent. */
  readonly issuanceId?: string;
  /** Its place in the issuance. */
  readonly ordinal: number;
  /** What the register had of the subject when it was asked for; of a QWAC or QSealC only. */
  readonly party?: Party;
  /** The authority: of the party, or the one that holds the credential. */
  readonly ncaId?: string;
  /** Where the party said to use it. */
  readonly countries: readonly string[];
  readonly dnsNames: readonly string[];
  /** Domains that were known to be the party's; a renewal may use them. */
  readonly vettedDnsNames: readonly string[];
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly createdAt: Date;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Absent until it is signed. */
  readonly der?: Uint8Array;
  readonly revocation?: Revocation;
}

/** A certificate that is signed. */
export type IssuedRecord = CertificateRecord & Required<Pick<CertificateRecord, 'der'>>;

export const isIssued = (record: CertificateRecord): record is IssuedRecord => record.der !== undefined;

export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: CertificateRevocationReason;
  readonly by: RevokedBy;
  readonly invalidityDate?: Date;
}

/** Who had a certificate revoked; `register` where it carries what its authority no longer grants. */
export type RevokedBy = 'subject' | 'nca' | 'operator' | 'register';

/** Those of RFC 5280, 5.3.1 that a certificate of a party can have. */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const;
export type CertificateRevocationReason = (typeof REVOCATION_REASONS)[number];

export type CertificateStatus = 'valid' | 'expired' | 'revoked';

export function statusOf({ revocation, notAfter }: CertificateRecord, now: Date): CertificateStatus {
  if (revocation !== undefined) return 'revoked';
  return now > notAfter ? 'expired' : 'valid';
}

export const rolesOf = ({ party }: CertificateRecord): readonly PspRole[] => party?.roles ?? [];
