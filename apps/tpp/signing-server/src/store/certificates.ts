import { readCertificate, toPem } from '@openxs2a/certificates';
import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { CertificateKind, CertificateRecord, CertificateState } from '../domain/certificate.ts';

interface CertificateRow {
  readonly kind: CertificateKind;
  readonly state: CertificateState;
  readonly pem: string;
  readonly chain: string;
  readonly key_name: string | null;
  readonly order_id: string | null;
  readonly installed_at: number;
  readonly changed_at: number;
}

const COLUMNS = sql`kind, state, pem, chain, key_name, order_id, installed_at, changed_at`;

/** False where it is on record already; then nothing of it changes. */
export async function insertCertificate(trx: Transaction, record: CertificateRecord): Promise<boolean> {
  const { certificate, kind, state, chain, keyName = null, orderId = null, installedAt, changedAt } = record;
  const changed = await trx.run(
    sql`INSERT INTO certificate (fingerprint, kind, state, pem, chain, key_name, order_id, installed_at, changed_at)
        VALUES (${certificate.fingerprint}, ${kind}, ${state}, ${toPem(certificate.der)}, ${sql.json(chain)},
          ${keyName}, ${orderId}, ${installedAt.getTime()}, ${changedAt.getTime()})
        ON CONFLICT (fingerprint) DO NOTHING`,
  );
  return changed === 1;
}

/** False where it is in that state already, or not on record. */
export async function saveState(
  trx: Transaction,
  fingerprint: string,
  state: CertificateState,
  now: Date,
): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE certificate SET state = ${state}, changed_at = ${now.getTime()}
        WHERE fingerprint = ${fingerprint} AND state <> ${state}`,
  );
  return changed === 1;
}

export async function findCertificate(db: Queryable, fingerprint: string): Promise<CertificateRecord | undefined> {
  return (await select(db, sql`WHERE fingerprint = ${fingerprint}`))[0];
}

export async function findActive(db: Queryable): Promise<CertificateRecord | undefined> {
  return (await select(db, sql`WHERE state = 'active'`))[0];
}

export function listOfOrder(db: Queryable, orderId: string): Promise<readonly CertificateRecord[]> {
  return select(db, sql`WHERE order_id = ${orderId}`);
}

/** The newest first. */
export function listCertificates(db: Queryable): Promise<readonly CertificateRecord[]> {
  return select(db, sql``);
}

async function select(db: Queryable, where: Sql): Promise<readonly CertificateRecord[]> {
  const rows = await db.all<CertificateRow>(
    sql`SELECT ${COLUMNS} FROM certificate ${where} ORDER BY installed_at DESC, fingerprint`,
  );
  return rows.map(toRecord);
}

function toRecord(row: CertificateRow): CertificateRecord {
  return {
    certificate: readCertificate(row.pem),
    kind: row.kind,
    state: row.state,
    chain: JSON.parse(row.chain),
    ...(row.key_name === null ? {} : { keyName: row.key_name }),
    ...(row.order_id === null ? {} : { orderId: row.order_id }),
    installedAt: new Date(row.installed_at),
    changedAt: new Date(row.changed_at),
  };
}
