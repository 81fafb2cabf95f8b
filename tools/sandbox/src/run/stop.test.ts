import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { listenForStop, StoppedError, untilStopped } from './stop.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s stops it, with exit code %i where it is not done; asking again changes nothing',
  async (signal, exitCode) => {
    const process = new EventEmitter();
    const stop = listenForStop(process);
    stop.throwIfAborted();
    const stopped = untilStopped(stop);
    process.emit(signal);
    process.emit('SIGINT');
    await stopped;
    await untilStopped(stop);
    expect(stop.reason).toBeInstanceOf(StoppedError);
    expect(stop.reason).toMatchObject({ exitCode });
  },
);
