import type { Party } from '@openxs2a/certificates/issue';
import { sql } from '@openxs2a/store';
import type {
  CertificateKind,
  CertificateRecord,
  CertificateRevocationReason,
  Revocation,
  RevokedBy,
} from '../domain/certificate-record.ts';

export interface RevocationRow {
  readonly revoked_at: number | null;
  readonly revocation_reason: CertificateRevocationReason | null;
  readonly revoked_by: RevokedBy | null;
  readonly invalidity_date: number | null;
}

export interface CertificateRow extends RevocationRow {
  readonly serial_number: string;
  readonly kind: CertificateKind;
  readonly issuance_id: string | null;
  readonly ordinal: number;
  readonly nca_id: string | null;
  readonly party: string | null;
  readonly countries: string;
  readonly dns_names: string;
  readonly vetted_dns_names: string;
  readonly public_key: Uint8Array;
  readonly created_at: number;
  readonly not_before: number;
  readonly not_after: number;
  readonly der: Uint8Array | null;
}

export const CERTIFICATE_COLUMNS = sql`serial_number, kind, issuance_id, ordinal, nca_id, party, countries, dns_names, vetted_dns_names,
  public_key, created_at, not_before, not_after, der, revoked_at, revocation_reason, revoked_by, invalidity_date`;
/** JSON in a column is what `insertCertificate` wrote there. */
export function toRecord(row: CertificateRow): CertificateRecord {
  const revocation = toRevocation(row);
  return {
    serialNumber: row.serial_number,
    kind: row.kind,
    ordinal: row.ordinal,
    countries: JSON.parse(row.countries) as readonly string[],
    dnsNames: JSON.parse(row.dns_names) as readonly string[],
    vettedDnsNames: JSON.parse(row.vetted_dns_names) as readonly string[],
    publicKey: row.public_key,
    createdAt: new Date(row.created_at),
    notBefore: new Date(row.not_before),
    notAfter: new Date(row.not_after),
    ...(row.issuance_id === null ? {} : { issuanceId: row.issuance_id }),
    ...(row.nca_id === null ? {} : { ncaId: row.nca_id }),
    ...(row.party === null ? {} : { party: JSON.parse(row.party) as Party }),
    ...(row.der === null ? {} : { der: row.der }),
    ...(revocation === undefined ? {} : { revocation }),
  };
}

export function toRevocation(row: RevocationRow): Revocation | undefined {
  const { revoked_at: revokedAt, revocation_reason: reason, revoked_by: by, invalidity_date: invalidityDate } = row;
  if (revokedAt === null || reason === null || by === null) return undefined;
  const since = invalidityDate === null ? {} : { invalidityDate: new Date(invalidityDate) };
  return { revokedAt: new Date(revokedAt), reason, by, ...since };
}
