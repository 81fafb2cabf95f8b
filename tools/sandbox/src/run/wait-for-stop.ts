import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Until somebody asks the process to stop. The next time they ask, the system's own way applies. */
export async function waitForStop(process: Pick<EventEmitter, 'on' | 'off'>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  for (const signal of SIGNALS) process.on(signal, stop);
  await promise;
  for (const signal of SIGNALS) process.off(signal, stop);
}
