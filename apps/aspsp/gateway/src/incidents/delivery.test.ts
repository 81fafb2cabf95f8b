import { expect, test } from 'vitest';
import { findNextTry } from './delivery.ts';

const NOW = new Date('2026-11-26T09:00:00Z');

test('tries come ever more seldom, for some two days, and then there are no more', () => {
  let now = NOW;
  let attempts = 0;
  let pause = 0;
  for (let next = findNextTry(1, now); next !== undefined; next = findNextTry(attempts + 1, now)) {
    expect(next.getTime() - now.getTime()).toBeGreaterThan(pause);
    pause = next.getTime() - now.getTime();
    now = next;
    attempts += 1;
  }
  expect(attempts).toBe(9);
  const days = (now.getTime() - NOW.getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(1.5);
  expect(days).toBeLessThan(2.5);
});
