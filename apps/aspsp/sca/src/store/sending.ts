import { type Queryable, sql } from '@openxs2a/store';
import type { ScaPolicy } from '../policy.ts';

/**
 * Takes one of what a PSU may be sent: one statement, exact on any number of nodes. `free_at` is when all would be free
 * again if nothing more were sent; each takes its share of time, and there is room for as many shares as the burst.
 */
export async function takeSending(
  db: Queryable,
  psuId: string,
  now: Date,
  { burst, everyMinutes }: ScaPolicy['sending'],
): Promise<boolean> {
  const [time, share] = [now.getTime(), everyMinutes * 60_000];
  const begin = sql`CASE WHEN sca_sending.free_at > ${time} THEN sca_sending.free_at ELSE CAST(${time} AS BIGINT) END`;
  const taken = await db.run(sql`INSERT INTO sca_sending (psu_id, free_at) VALUES (${psuId}, ${time + share})
    ON CONFLICT (psu_id) DO UPDATE SET free_at = ${begin} + CAST(${share} AS BIGINT)
    WHERE ${begin} + CAST(${share} AS BIGINT) <= CAST(${time + burst * share} AS BIGINT)`);
  return taken > 0;
}

/** Whole seconds until one more may be sent. */
export async function secondsUntilSending(
  db: Queryable,
  psuId: string,
  now: Date,
  { burst, everyMinutes }: ScaPolicy['sending'],
): Promise<number> {
  const row = await db.first<{ free_at: number }>(sql`SELECT free_at FROM sca_sending WHERE psu_id = ${psuId}`);
  const wait = (row?.free_at ?? 0) - (burst - 1) * everyMinutes * 60_000 - now.getTime();
  return Math.max(1, Math.ceil(wait / 1_000));
}
