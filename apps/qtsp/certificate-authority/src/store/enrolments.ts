import { type Queryable, sql, type Transaction } from '@openxs2a/store';
import type { Enrolment } from '../domain/enrolment.ts';

interface EnrolmentRow {
  readonly enrolment_id: string;
  readonly organization_identifier: string;
  readonly dns_names: string;
  readonly status: Enrolment['status'];
  readonly created_at: number;
  readonly expires_at: number;
}

const COLUMNS = sql`enrolment_id, organization_identifier, dns_names, status, created_at, expires_at`;

export async function insertEnrolment(trx: Transaction, enrolment: Enrolment, secretHash: string): Promise<void> {
  const { enrolmentId, organizationIdentifier, dnsNames, status, createdAt, expiresAt } = enrolment;
  await trx.run(
    sql`INSERT INTO enrolment (enrolment_id, organization_identifier, dns_names, secret_hash, status, created_at, expires_at)
        VALUES (${enrolmentId}, ${organizationIdentifier}, ${sql.json(dnsNames)}, ${secretHash}, ${status},
          ${createdAt.getTime()}, ${expiresAt.getTime()})`,
  );
}

export async function findEnrolment(db: Queryable, enrolmentId: string): Promise<Enrolment | undefined> {
  const row = await db.first<EnrolmentRow>(sql`SELECT ${COLUMNS} FROM enrolment WHERE enrolment_id = ${enrolmentId}`);
  return row && toEnrolment(row);
}

export async function findEnrolmentBySecret(db: Queryable, secretHash: string): Promise<Enrolment | undefined> {
  const row = await db.first<EnrolmentRow>(sql`SELECT ${COLUMNS} FROM enrolment WHERE secret_hash = ${secretHash}`);
  return row && toEnrolment(row);
}

/** The latest first. */
export async function listEnrolments(db: Queryable, limit: number): Promise<readonly Enrolment[]> {
  const rows = await db.all<EnrolmentRow>(
    sql`SELECT ${COLUMNS} FROM enrolment ORDER BY created_at DESC, enrolment_id LIMIT ${limit}`,
  );
  return rows.map(toEnrolment);
}

/** False where it is not open any more, whoever was first. */
export async function closeEnrolment(
  trx: Transaction,
  enrolmentId: string,
  status: Exclude<Enrolment['status'], 'open'>,
): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE enrolment SET status = ${status} WHERE enrolment_id = ${enrolmentId} AND status = 'open'`,
  );
  return changed === 1;
}

function toEnrolment(row: EnrolmentRow): Enrolment {
  return {
    enrolmentId: row.enrolment_id,
    organizationIdentifier: row.organization_identifier,
    // what `insertEnrolment` wrote
    dnsNames: JSON.parse(row.dns_names) as readonly string[],
    status: row.status,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  };
}
