import type { Consent } from './consent.ts';
import type { Day } from './day.ts';

/**
 * Counts reads without the PSU, by consent, resource and day. The counter answers false, and does not count, once the
 * number that the consent grants is used up (RTS, Article 36(5)).
 */
export function createReadCounter(today: () => Day): (consent: Consent, resource: string) => boolean {
  let day = today();
  const counts = new Map<string, number>();
  return function countRead({ id, asked }, resource) {
    if (day !== today()) {
      counts.clear();
      day = today();
    }
    const key = `${id} ${resource}`;
    const count = counts.get(key) ?? 0;
    if (count >= asked.frequencyPerDay) return false;
    counts.set(key, count + 1);
    return true;
  };
}
