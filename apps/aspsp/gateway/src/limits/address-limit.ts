import { type Clock, createRateLimiter, networkOf, type RateLimit, type RateVerdict } from '@openxs2a/service';

const ALLOWED: RateVerdict = { allowed: true };

/** Counts by address, in memory and before anything else is done. Who has no known address is not counted. */
export function createAddressLimit(limit: RateLimit, clock: Clock): (address: string | undefined) => RateVerdict {
  const limiter = createRateLimiter(limit, clock);
  return (address) => (address === undefined ? ALLOWED : limiter.take(networkOf(address)));
}
