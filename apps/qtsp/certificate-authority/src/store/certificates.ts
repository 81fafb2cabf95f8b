import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import {
  type CertificateKind,
  type CertificateRecord,
  type CertificateStatus,
  type IssuedRecord,
  isIssued,
  type Revocation,
} from '../domain/certificate-record.ts';
import { hashOf } from '../domain/hash.ts';
import {
  CERTIFICATE_COLUMNS,
  type CertificateRow,
  type RevocationRow,
  toRecord,
  toRevocation,
} from './certificate-row.ts';

export interface CertificateFilter {
  readonly organizationIdentifier?: string;
  readonly ncaId?: string;
  readonly status?: CertificateStatus;
  readonly kinds?: readonly CertificateKind[];
}

const NOTHING = sql``;

/** Fails on a serial number that was taken before, whatever came of it. */
export async function insertCertificate(trx: Transaction, record: CertificateRecord): Promise<void> {
  const { serialNumber, kind, issuanceId = null, ordinal, ncaId = null, party, publicKey, der = null } = record;
  await trx.run(
    sql`INSERT INTO certificate (serial_number, kind, issuance_id, ordinal, organization_identifier, nca_id, party,
          countries, dns_names, vetted_dns_names, public_key, key_hash, created_at, not_before, not_after, der, fingerprint)
        VALUES (${serialNumber}, ${kind}, ${issuanceId}, ${ordinal}, ${party?.organizationIdentifier ?? null}, ${ncaId},
          ${party === undefined ? null : sql.json(party)}, ${sql.json(record.countries)}, ${sql.json(record.dnsNames)},
          ${sql.json(record.vettedDnsNames)}, ${publicKey}, ${hashOf(publicKey)}, ${record.createdAt.getTime()},
          ${record.notBefore.getTime()}, ${record.notAfter.getTime()}, ${der}, ${der === null ? null : hashOf(der)})`,
  );
}

/** Keeps the first signature; false where there was one already, and this one must not leave the house. */
export async function saveSigned(trx: Transaction, serialNumber: string, der: Uint8Array): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE certificate SET der = ${der}, fingerprint = ${hashOf(der)}
        WHERE serial_number = ${serialNumber} AND der IS NULL`,
  );
  return changed === 1;
}

/** Keeps the first revocation; false where there was one already. */
export async function saveRevocation(trx: Transaction, serialNumber: string, revocation: Revocation): Promise<boolean> {
  const { revokedAt, reason, by, invalidityDate } = revocation;
  const changed = await trx.run(
    sql`UPDATE certificate SET revoked_at = ${revokedAt.getTime()}, revocation_reason = ${reason}, revoked_by = ${by},
          invalidity_date = ${invalidityDate?.getTime() ?? null}
        WHERE serial_number = ${serialNumber} AND revoked_at IS NULL`,
  );
  return changed === 1;
}

export async function findCertificate(db: Queryable, serialNumber: string): Promise<CertificateRecord | undefined> {
  const row = await db.first<CertificateRow>(
    sql`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE serial_number = ${serialNumber}`,
  );
  return row && toRecord(row);
}

export async function findCertificateByFingerprint(
  db: Queryable,
  fingerprint: string,
): Promise<CertificateRecord | undefined> {
  const row = await db.first<CertificateRow>(
    sql`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE fingerprint = ${fingerprint}`,
  );
  return row && toRecord(row);
}

export function findCertificates(
  db: Queryable,
  serialNumbers: readonly string[],
): Promise<readonly CertificateRecord[]> {
  return select(db, sql`serial_number IN (${sql.join(serialNumbers)})`);
}

export function listOfIssuance(db: Queryable, issuanceId: string): Promise<readonly CertificateRecord[]> {
  return select(db, sql`issuance_id = ${issuanceId} ORDER BY ordinal`);
}

/** All certificates of parties, credentials and the house that have one of these keys. */
export function listOfKeys(db: Queryable, keyHashes: readonly string[]): Promise<readonly CertificateRecord[]> {
  return select(db, sql`key_hash IN (${sql.join(keyHashes)})`);
}

/** A party's certificates that count now or may count later. */
export function listUnrevoked(
  db: Queryable,
  organizationIdentifier: string,
  now: Date,
): Promise<readonly CertificateRecord[]> {
  return select(
    db,
    sql`organization_identifier = ${organizationIdentifier} AND revoked_at IS NULL AND not_after >= ${now.getTime()}
        ORDER BY created_at, serial_number`,
  );
}

/** Everything that was ever revoked, for the CRL. */
export async function listRevocations(
  db: Queryable,
): Promise<readonly { readonly serialNumber: string; readonly revocation: Revocation }[]> {
  const rows = await db.all<RevocationRow & Pick<CertificateRow, 'serial_number'>>(
    sql`SELECT serial_number, revoked_at, revocation_reason, revoked_by, invalidity_date FROM certificate
        WHERE revoked_at IS NOT NULL ORDER BY revoked_at, serial_number`,
  );
  return rows.flatMap((row) => {
    const revocation = toRevocation(row);
    return revocation === undefined ? [] : [{ serialNumber: row.serial_number, revocation }];
  });
}

/** The latest first, signed ones only, one more than asked for where there is more. */
export async function listCertificates(
  db: Queryable,
  filter: CertificateFilter,
  page: { readonly limit: number; readonly after?: string },
  now: Date,
): Promise<readonly IssuedRecord[]> {
  const before = sql`SELECT created_at, serial_number FROM certificate WHERE serial_number = ${page.after ?? ''}`;
  const records = await select(
    db,
    sql`der IS NOT NULL ${toConditions(filter, now)}
        ${page.after === undefined ? NOTHING : sql`AND (created_at, serial_number) < (${before})`}
        ORDER BY created_at DESC, serial_number DESC LIMIT ${page.limit + 1}`,
  );
  return records.filter(isIssued);
}

function toConditions({ organizationIdentifier: id, ncaId, status, kinds }: CertificateFilter, now: Date): Sql {
  return sql`${id === undefined ? NOTHING : sql`AND organization_identifier = ${id}`}
    ${ncaId === undefined ? NOTHING : sql`AND nca_id = ${ncaId}`}
    ${kinds === undefined ? NOTHING : sql`AND kind IN (${sql.join(kinds)})`}
    ${status === undefined ? NOTHING : sql`AND ${toStatusCondition(status, now)}`}`;
}

/** The same as `statusOf`, in SQL. */
function toStatusCondition(status: CertificateStatus, now: Date): Sql {
  if (status === 'revoked') return sql`revoked_at IS NOT NULL`;
  return status === 'expired'
    ? sql`revoked_at IS NULL AND not_after < ${now.getTime()}`
    : sql`revoked_at IS NULL AND not_after >= ${now.getTime()}`;
}

async function select(db: Queryable, condition: Sql): Promise<readonly CertificateRecord[]> {
  const rows = await db.all<CertificateRow>(sql`SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE ${condition}`);
  return rows.map(toRecord);
}
