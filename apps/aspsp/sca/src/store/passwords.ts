import { type Queryable, sql } from '@openxs2a/store';

export async function findPasswordHash(db: Queryable, psuId: string): Promise<string | undefined> {
  const row = await db.first<{ hash: string }>(sql`SELECT hash FROM sca_password WHERE psu_id = ${psuId}`);
  return row?.hash;
}

export async function savePasswordHash(db: Queryable, psuId: string, hash: string, now: Date): Promise<void> {
  await db.run(sql`INSERT INTO sca_password (psu_id, hash, changed_at) VALUES (${psuId}, ${hash}, ${now.getTime()})
    ON CONFLICT (psu_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`);
}

/** Another hash of the same password; not where the password was changed meanwhile. */
export async function replacePasswordHash(db: Queryable, psuId: string, old: string, hash: string): Promise<void> {
  await db.run(sql`UPDATE sca_password SET hash = ${hash} WHERE psu_id = ${psuId} AND hash = ${old}`);
}
