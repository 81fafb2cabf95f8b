import { expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

test('it works at once and again, never twice at a time, and stopping waits for the last', async () => {
  vi.useFakeTimers();
  const ends: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const repeated = repeat(work, 1000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).toHaveBeenCalledTimes(2);
  let isStopped = false;
  const stopped = repeated.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(5000);
  expect([isStopped, work.mock.calls.length]).toEqual([false, 2]);
  ends[1]?.();
  await stopped;
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
