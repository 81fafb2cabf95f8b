import { type Database, type Migration, migrate, type Queryable, sql, type Transaction } from '@openxs2a/store';
import type { ScaApproach } from '../domain/approach.ts';

/** A consent, or one authorisation of it. */
export interface ApproachKey {
  readonly consentId: string;
  readonly authorisationId?: string | undefined;
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-27-sca-approaches',
    statements: [
      // of the consent itself, the authorisation is ''
      sql`CREATE TABLE consent_sca_approach (
        consent_id TEXT NOT NULL,
        authorisation_id TEXT NOT NULL,
        approach TEXT NOT NULL,
        PRIMARY KEY (consent_id, authorisation_id)
      )`,
    ],
  },
];

/** Makes the table of approaches if it is not there. */
export const migrateApproaches = (database: Database): Promise<void> =>
  migrate(database, MIGRATIONS, 'authorization-server');

/** Fixes an approach: it is never changed afterwards (Guidelines 1.3.8, 5.3.1). */
export async function keepApproach(
  trx: Transaction,
  { consentId, authorisationId = '' }: ApproachKey,
  approach: ScaApproach,
): Promise<void> {
  await trx.run(sql`INSERT INTO consent_sca_approach (consent_id, authorisation_id, approach)
    VALUES (${consentId}, ${authorisationId}, ${approach})`);
}

export async function findApproach(
  db: Queryable,
  { consentId, authorisationId = '' }: ApproachKey,
): Promise<ScaApproach | undefined> {
  const row = await db.first<{ approach: ScaApproach }>(sql`SELECT approach FROM consent_sca_approach
    WHERE consent_id = ${consentId} AND authorisation_id = ${authorisationId}`);
  return row?.approach;
}

/** The authorisations of a consent that were begun. */
export async function listBegun(db: Queryable, consentId: string): Promise<readonly string[]> {
  const rows = await db.all<{ authorisation_id: string }>(sql`SELECT authorisation_id FROM consent_sca_approach
    WHERE consent_id = ${consentId} AND authorisation_id <> '' ORDER BY authorisation_id`);
  return rows.map(({ authorisation_id }) => authorisation_id);
}
