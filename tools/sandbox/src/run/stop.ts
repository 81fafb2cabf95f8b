import type { EventEmitter } from 'node:events';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody asked the process to stop before all was done. */
export class StoppedError extends Error {
  readonly code = 'ERR_STOPPED';
  /** As shells have it: 128 and the number of the signal. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super('Stopped before all steps were done.');
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Aborted once somebody asks the process to stop; its reason is a StoppedError. Asking again changes nothing: a terminal
 * and the program that started this one may both pass the same signal on.
 */
export function listenForStop(process: Pick<EventEmitter, 'on'>): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort(new StoppedError(signal)));
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
