import { ClientError } from './errors.ts';

/** A limit on the time that an exchange takes, and the caller's own signal, as one. */
export interface Deadline {
  /** Aborted with the ClientError to throw. */
  readonly signal: AbortSignal;
  /** The promise, or the error as soon as the deadline passes, even where what is awaited ignores the signal. */
  race<T>(promise: Promise<T>): Promise<T>;
  end(): void;
}

// A timer and listeners of our own rather than AbortSignal.any and .timeout: they end with the call.
export function startDeadline(operationId: string, timeout: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const onAbort = () => controller.abort(aborted(operationId, caller));
  const timer = isLimit(timeout)
    ? setTimeout(() => controller.abort(expired(operationId, timeout)), timeout)
    : undefined;
  caller?.addEventListener('abort', onAbort, { once: true });
  if (caller?.aborted) onAbort();
  return {
    signal,
    race: (promise) => raceWith(signal, promise),
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onAbort);
    },
  };
}

/** A call that is aborted before it begins asks nobody for a header or a signature. */
export function throwIfAborted(operationId: string, caller: AbortSignal | undefined): void {
  if (caller?.aborted) throw aborted(operationId, caller);
}

/** Timers hold 31 bits; what is longer would fire at once. */
function isLimit(timeout: number): boolean {
  return timeout > 0 && timeout < 2 ** 31;
}

function aborted(operationId: string, caller: AbortSignal | undefined): ClientError {
  return new ClientError('ERR_ABORTED', `"${operationId}" was aborted`, { operationId, cause: caller?.reason });
}

function expired(operationId: string, timeout: number): ClientError {
  return new ClientError('ERR_TIMEOUT', `"${operationId}" was not answered within ${timeout} ms`, { operationId });
}

function raceWith<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
