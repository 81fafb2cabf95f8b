import { expect, test, vi } from 'vitest';
import { retry } from './retry.ts';

// waits are looked at, not waited for
const pass = async () => undefined;
const conflict = new Error('conflict');
const isConflict = (error: unknown) => error === conflict;

test('what fails retryably is tried again, after waits that double up to a bound and vary', async () => {
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    if (attempts < 10) throw conflict;
    return 'done';
  };
  const waits: number[] = [];
  expect(
    await retry(
      work,
      isConflict,
      () => 0.5,
      async (wait) => waits.push(wait),
    ),
  ).toBe('done');
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 50, 50, 50]);
});

test('it is not tried for ever', async () => {
  const work = vi.fn(async () => {
    throw conflict;
  });
  await expect(retry(work, isConflict, () => 0, pass)).rejects.toBe(conflict);
  expect(work).toHaveBeenCalledTimes(30);
});

test('what fails otherwise is not tried again', async () => {
  const work = vi.fn(async () => {
    throw new Error('broken');
  });
  await expect(retry(work, isConflict, () => 0, pass)).rejects.toThrow('broken');
  expect(work).toHaveBeenCalledTimes(1);
});
