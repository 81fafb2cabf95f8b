import { type Database, sql } from '@openxs2a/store';

/** How long it can still be told that a token has expired, or that a code was used twice. */
const KEPT_AFTER_EXPIRY = 24 * 60 * 60_000;

/** Removes what opens nothing any more; how many rows. */
export async function purge(database: Database, now: Date): Promise<number> {
  const before = now.getTime() - KEPT_AFTER_EXPIRY;
  const entries = await database.run(sql`DELETE FROM oauth_entry WHERE expires_at <= ${before}`);
  const grants = await database.run(sql`DELETE FROM oauth_grant WHERE expires_at <= ${before}`);
  return entries + grants;
}
