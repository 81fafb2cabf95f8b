import type { Log } from '@openxs2a/service';

const INTERVAL = 60_000;

/** Does what is due now and once a minute, never twice at once; what fails is logged, and tried again the next time. */
export function keepUp(upkeep: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    await upkeep().catch((error: unknown) => log.error('upkeep failed', error));
    if (!isStopped)
      timer = setTimeout(() => {
        running = round();
      }, INTERVAL);
  };
  let running = round();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
