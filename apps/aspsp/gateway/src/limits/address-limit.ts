import { isIPv6 } from 'node:net';
import { type Clock, createRateLimiter, type RateLimit, type RateVerdict } from '@openxs2a/service';

const ALLOWED: RateVerdict = { allowed: true };

/** Counts by address, in memory and before anything else is done. Who has no known address is not counted. */
export function createAddressLimit(limit: RateLimit, clock: Clock): (address: string | undefined) => RateVerdict {
  const limiter = createRateLimiter(limit, clock);
  return (address) => (address === undefined ? ALLOWED : limiter.take(toNetwork(address)));
}

/** One customer has a whole /64 of IPv6, and would else have as many buckets as there are addresses in it. */
export function toNetwork(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
