import type { Clock } from './clock.ts';

export interface RateLimit {
  /** How many may come at once. */
  readonly burst: number;
  /** How many may come in the long run. */
  readonly perSecond: number;
}

export type RateVerdict =
  | { readonly allowed: true }
  /** Whole seconds, for the header Retry-After (RFC 9110, 10.2.3). */
  | { readonly allowed: false; readonly retryAfter: number };

export interface RateLimiter {
  /** Takes one from what the key has left. */
  take(key: string): RateVerdict;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const MAX_KEYS = 10_000;

/**
 * A bucket of tokens for each key: full at first, filled evenly, emptied by one for each call that is allowed. At most
 * `maxKeys` keys are kept, those used last; who is forgotten starts with a full bucket again.
 */
export function createRateLimiter({ burst, perSecond }: RateLimit, clock: Clock, maxKeys = MAX_KEYS): RateLimiter {
  if (!(burst >= 1 && perSecond > 0)) throw new TypeError('a rate limit lets at least one pass, and goes on');
  const buckets = new Map<string, Bucket>();
  return {
    take(key) {
      const bucket = buckets.get(key) ?? { tokens: burst, filledAt: clock().getTime() };
      fill(bucket, { burst, perSecond }, clock().getTime());
      // The map keeps the order of insertion: what was used last stands last.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > maxKeys) dropOldest(buckets);
      if (bucket.tokens < 1) return { allowed: false, retryAfter: Math.ceil((1 - bucket.tokens) / perSecond) };
      bucket.tokens -= 1;
      return { allowed: true };
    },
  };
}

/** A clock that goes backwards fills nothing. */
function fill(bucket: Bucket, { burst, perSecond }: RateLimit, now: number): void {
  const seconds = Math.max(0, now - bucket.filledAt) / 1_000;
  bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
  bucket.filledAt = now;
}

function dropOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}
