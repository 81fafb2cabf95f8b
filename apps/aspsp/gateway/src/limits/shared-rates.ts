import type { Clock, RateLimit, RateVerdict } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createLru } from '../lru.ts';
import { type BucketGrant, takeFromBucket } from './bucket.store.ts';
import type { TppRates } from './tpp-rates.ts';

export interface SharedRatesOptions {
  readonly database: Database;
  readonly limit: RateLimit;
  readonly clock: Clock;
}

/** What this node may let through without asking again. */
interface Allotment {
  tokens: number;
  /** When what is left of it no longer counts, or, where there is nothing, when to ask again. */
  until: number;
  retryAfter: number;
  asking: Promise<void> | undefined;
}

/** Parts of a burst, or of a second, that a node takes at once: the fewer, the fewer statements. */
const PARTS = 10;
/** Milliseconds. What a node took and did not use is lost then, so that it cannot save up a second burst. */
const KEPT = 1_000;
const MOST_TPPS = 20_000;

/**
 * One bucket of tokens for each TPP and all nodes. A node takes a few at a time by one atomic statement and spends them in
 * memory: what all let through together is never more than the bucket had, and most requests cost no statement. Where the
 * bucket is empty, the node knows until when, and refuses without asking.
 */
export function createSharedRates({ database, limit, clock }: SharedRatesOptions): TppRates {
  const wanted = Math.max(1, Math.floor(Math.min(limit.burst, limit.perSecond) / PARTS));
  const allotments = createLru<Allotment>(MOST_TPPS);

  const refill = async (tppId: string, allotment: Allotment): Promise<void> => {
    try {
      const grant = await takeFromBucket(database, { tppId, limit, wanted, now: clock().getTime() });
      keep(allotment, grant, clock().getTime(), limit);
    } finally {
      allotment.asking = undefined;
    }
  };
  const askThenTake = async (tppId: string, allotment: Allotment): Promise<RateVerdict> => {
    for (;;) {
      allotment.asking ??= refill(tppId, allotment);
      await allotment.asking;
      const verdict = spend(allotment, clock().getTime());
      if (verdict !== undefined) return verdict;
    }
  };
  return {
    take(tppId) {
      let allotment = allotments.get(tppId);
      if (allotment === undefined) {
        allotment = { tokens: 0, until: 0, retryAfter: 0, asking: undefined };
        allotments.set(tppId, allotment);
      }
      return spend(allotment, clock().getTime()) ?? askThenTake(tppId, allotment);
    },
  };
}

/** Undefined where only the shared bucket knows. */
function spend(allotment: Allotment, now: number): RateVerdict | undefined {
  if (now >= allotment.until) return undefined;
  if (allotment.tokens < 1)
    return allotment.retryAfter > 0 ? { allowed: false, retryAfter: allotment.retryAfter } : undefined;
  allotment.tokens -= 1;
  return { allowed: true };
}

function keep(allotment: Allotment, { granted, left }: BucketGrant, now: number, { perSecond }: RateLimit): void {
  const seconds = granted > 0 ? 0 : (1 - left) / perSecond;
  allotment.tokens = granted;
  allotment.retryAfter = Math.ceil(seconds);
  allotment.until = now + (granted > 0 ? KEPT : Math.max(1, Math.ceil(seconds * 1_000)));
}
