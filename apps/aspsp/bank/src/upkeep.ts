import { type Log, repeat } from '@openxs2a/service';

const INTERVAL = 60_000;

/** Does what is due now and once a minute; what fails is logged, and tried again the next time. */
export function keepUp(upkeep: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  return repeat(() => upkeep().catch((error: unknown) => log.error('upkeep failed', error)), INTERVAL);
}
