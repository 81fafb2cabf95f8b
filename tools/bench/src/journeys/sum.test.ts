import { expect, test } from 'vitest';
import { RAW, SUM, sumUp, toMeasured } from './sum.ts';

test('each primitive counts as often as a journey has it, and all of them with the server that repeats the bytes', () => {
  const counts = { argon2id: 1, seal: 2, commit: 7, message: 1 };
  const each = { cpu: 1000, wall: 2000 };
  const measured = toMeasured({ argon2id: each, seal: each, commit: each, message: each }, counts);
  const figures = Object.fromEntries(Object.entries(measured).map(([key, value]) => [key, [value]]));
  const series = new Map([
    [RAW, { cpu: [3], rate: [1000 / 5] }],
    ['primitives', figures],
  ]);
  const summed = sumUp(series, 'primitives', counts);
  // 11 primitives of 1 ms, and 3 ms; by the clock 2 ms each, and 5 ms
  expect(summed.get(SUM)).toEqual({ cpu: [14], rate: [1000 / 27] });
  expect(summed.get('· commit of one row, on disk, 7')).toEqual({ cpu: [7], rate: [1000 / 14] });
});
