import { type Database, sql } from '@openxs2a/store';

/** How long it can still be told why an answer came too late. */
const KEPT_AFTER_EXPIRY = 24 * 60 * 60_000;

/** Removes what changes no answer any more but for its reason; how many rows. */
export async function purge(database: Database, now: Date): Promise<number> {
  const time = now.getTime();
  const counts = [
    await database.run(sql`DELETE FROM sca_challenge WHERE expires_at <= ${time - KEPT_AFTER_EXPIRY}`),
    await database.run(sql`DELETE FROM sca_ceremony WHERE expires_at <= ${time - KEPT_AFTER_EXPIRY}`),
    await database.run(sql`DELETE FROM sca_attempt WHERE forgotten_at <= ${time} AND blocked_until <= ${time}`),
    await database.run(sql`DELETE FROM sca_sending WHERE free_at <= ${time}`),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
