import { type Database, type Migration, sql } from '@openxs2a/store';

export const VISIT_MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-ended-visit',
    statements: [sql`CREATE TABLE page_ended_visit (visit_id TEXT PRIMARY KEY, expires_at BIGINT NOT NULL)`],
  },
];

/** Cookies hold visits whole; those that ended before their time are remembered until it is up, on every node. */
export async function addEndedVisit(database: Database, visitId: string, expiresAt: Date, now: Date): Promise<void> {
  await database.transaction(async (trx) => {
    await trx.run(sql`DELETE FROM page_ended_visit WHERE expires_at <= ${now.getTime()}`);
    await trx.run(sql`INSERT INTO page_ended_visit (visit_id, expires_at) VALUES (${visitId}, ${expiresAt.getTime()})
      ON CONFLICT (visit_id) DO NOTHING`);
  });
}

export async function isVisitEnded(database: Database, visitId: string): Promise<boolean> {
  const row = await database.first<{ visit_id: string }>(
    sql`SELECT visit_id FROM page_ended_visit WHERE visit_id = ${visitId}`,
  );
  return row !== undefined;
}
