import { constants } from 'node:os';
import type { ServiceHost } from './host.ts';

/** Why a service ends: someone said so, or something failed that nobody caught. */
export type EndReason = { readonly name: 'SIGINT' | 'SIGTERM' } | { readonly error: unknown };

export interface End {
  readonly promise: Promise<EndReason>;
  /** Aborted together with it. */
  readonly signal: AbortSignal;
  stopListening(): void;
}

/** Hears the first reason to end; a second signal means that someone is tired of waiting, and ends at once. */
export function listenForEnd(host: ServiceHost): End {
  const { promise, resolve } = Promise.withResolvers<EndReason>();
  const abort = new AbortController();
  const end = (reason: EndReason) => {
    if (abort.signal.aborted && 'name' in reason) host.exit(128 + constants.signals[reason.name]);
    abort.abort();
    resolve(reason);
  };
  const listeners: readonly [string, (value: unknown) => void][] = [
    ['SIGINT', () => end({ name: 'SIGINT' })],
    ['SIGTERM', () => end({ name: 'SIGTERM' })],
    ['uncaughtException', (error) => end({ error })],
    ['unhandledRejection', (error) => end({ error })],
  ];
  for (const [event, listener] of listeners) host.on(event, listener);
  return {
    promise,
    signal: abort.signal,
    stopListening() {
      for (const [event, listener] of listeners) host.off(event, listener);
    },
  };
}
