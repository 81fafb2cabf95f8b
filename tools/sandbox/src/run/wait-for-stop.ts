import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Until somebody asks the process to stop. Asking again changes nothing: a terminal and the program that started this
 * one may both pass the same signal on.
 */
export function waitForStop(process: Pick<EventEmitter, 'on'>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });
}
