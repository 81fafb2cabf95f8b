import { type Database, sql } from '@openxs2a/store';

/** How long it can still be told that a token has expired. */
const KEPT_AFTER_EXPIRY = 24 * 60 * 60_000;

/** Removes what opens nothing any more: at once what led to no grant, the rest when nobody asks for it any longer. How many rows. */
export async function purge(database: Database, now: Date): Promise<number> {
  const before = now.getTime() - KEPT_AFTER_EXPIRY;
  const entries = await database.run(sql`DELETE FROM oauth_entry
    WHERE expires_at <= ${before} OR (grant_id IS NULL AND expires_at <= ${now.getTime()})`);
  const grants = await database.run(sql`DELETE FROM oauth_grant WHERE expires_at <= ${before}`);
  return entries + grants;
}
