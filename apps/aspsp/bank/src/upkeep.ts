import { type Log, repeat } from '@openxs2a/service';

const INTERVAL = 60_000;

/** All of these, whatever comes of each; the first that failed is told. */
export function doAll(...works: readonly (() => Promise<unknown>)[]): () => Promise<void> {
  return async () => {
    const results = await Promise.allSettled(works.map((work) => work()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}

/** Does what is due now and once a minute; what fails is logged, and tried again the next time. */
export function keepUp(upkeep: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  return repeat(() => upkeep().catch((error: unknown) => log.error('upkeep failed', error)), INTERVAL);
}
