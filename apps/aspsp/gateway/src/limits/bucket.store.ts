import type { RateLimit } from '@openxs2a/service';
import { type Database, sql } from '@openxs2a/store';

export interface BucketGrant {
  /** Whole tokens, at most as many as were wanted. */
  readonly granted: number;
  /** What is in the bucket after that. */
  readonly left: number;
}

export interface BucketCall {
  readonly tppId: string;
  readonly limit: RateLimit;
  /** At most this many, at least one. */
  readonly wanted: number;
  /** Milliseconds since 1970. A clock that is behind fills nothing. */
  readonly now: number;
}

/** Fills the bucket for the time that has passed and takes from it, as one statement on PostgreSQL. */
export async function takeFromBucket(
  database: Database,
  { tppId, limit, wanted, now }: BucketCall,
): Promise<BucketGrant> {
  const first = Math.min(wanted, limit.burst);
  const filled = sql`LEAST(CAST(${limit.burst} AS DOUBLE PRECISION),
    bucket.tokens + GREATEST(0, CAST(${now} AS BIGINT) - bucket.filled_at) * CAST(${limit.perSecond / 1_000} AS DOUBLE PRECISION))`;
  const granted = sql`LEAST(CAST(${wanted} AS DOUBLE PRECISION), FLOOR(${filled}))`;
  const row = await database.first<{ granted: number; tokens: number }>(sql`
    INSERT INTO tpp_bucket AS bucket (tpp_id, tokens, granted, filled_at)
    VALUES (${tppId}, ${limit.burst - first}, ${first}, ${now})
    ON CONFLICT (tpp_id) DO UPDATE SET
      granted = ${granted},
      tokens = ${filled} - ${granted},
      filled_at = GREATEST(bucket.filled_at, excluded.filled_at)
    RETURNING granted, tokens`);
  if (row === undefined) throw new TypeError('An upsert gives a row.');
  return { granted: row.granted, left: row.tokens };
}
