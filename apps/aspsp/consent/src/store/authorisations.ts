import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { Authorisation } from '../consent.ts';
import type { ScaStatus } from '../domain/sca-status.ts';
import { toDate, toPsu, toTime } from './consents.ts';

interface AuthorisationRow {
  readonly authorisation_id: string;
  readonly consent_id: string;
  readonly psu_id: string | null;
  readonly corporate_id: string;
  readonly sca_status: ScaStatus;
  readonly created_at: number;
  readonly changed_at: number;
  readonly due_at: number | null;
}

const COLUMNS = sql`authorisation_id, consent_id, psu_id, corporate_id, sca_status, created_at, changed_at, due_at`;

export function insertAuthorisation(authorisation: Authorisation): Sql {
  const { authorisationId, consentId, psu, scaStatus, createdAt, changedAt, dueAt } = authorisation;
  const who = [psu?.psuId ?? null, psu?.corporateId ?? ''];
  const times = [createdAt.getTime(), changedAt.getTime(), toTime(dueAt)];
  return sql`INSERT INTO consent_authorisation (${COLUMNS})
    VALUES (${sql.join([authorisationId, consentId, ...who, scaStatus, ...times])})`;
}

/** Writes what can change. The consent that it belongs to was loaded by `lockConsent` in the same transaction. */
export async function saveAuthorisation(trx: Transaction, authorisation: Authorisation): Promise<void> {
  const { authorisationId, psu, scaStatus, changedAt, dueAt } = authorisation;
  await trx.run(
    sql`UPDATE consent_authorisation SET psu_id = ${psu?.psuId ?? null}, corporate_id = ${psu?.corporateId ?? ''},
          sca_status = ${scaStatus}, changed_at = ${changedAt.getTime()}, due_at = ${toTime(dueAt)}
        WHERE authorisation_id = ${authorisationId}`,
  );
}

/** In the order in which they were started. */
export function listAuthorisations(db: Queryable, consentId: string): Promise<readonly Authorisation[]> {
  return select(db, sql`consent_id = ${consentId} ORDER BY created_at, authorisation_id`);
}

/** Of all these consents. */
export async function listAuthorisationIds(db: Queryable, consentIds: readonly string[]): Promise<readonly string[]> {
  if (consentIds.length === 0) return [];
  const rows = await db.all<{ authorisation_id: string }>(sql`
    SELECT authorisation_id FROM consent_authorisation WHERE consent_id IN (${sql.join(consentIds)})`);
  return rows.map(({ authorisation_id }) => authorisation_id);
}

async function select(db: Queryable, condition: Sql): Promise<readonly Authorisation[]> {
  const rows = await db.all<AuthorisationRow>(sql`SELECT ${COLUMNS} FROM consent_authorisation WHERE ${condition}`);
  return rows.map((row) => ({
    authorisationId: row.authorisation_id,
    consentId: row.consent_id,
    psu: toPsu(row),
    scaStatus: row.sca_status,
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    dueAt: toDate(row.due_at),
  }));
}
