import { expect, test } from 'vitest';
import { findQuarter, listQuarters } from './quarter.ts';

test.each([
  ['2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-11-26', '2026-Q4', '2026-10-01', '2026-12-31'],
  ['2028-02-29', '2028-Q1', '2028-01-01', '2028-03-31'],
])('%s is in %s', (day, name, from, to) => {
  expect(listQuarters(day, 1)).toEqual([{ name, from, to }]);
  expect(findQuarter(name)).toEqual({ name, from, to });
});

test('quarters go back over the year, the newest first', () => {
  expect(listQuarters('2026-02-01', 3).map(({ name }) => name)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
});

test.each(['', '2026', '2026-Q0', '2026-Q5', '../2026-Q1'])('%j names no quarter', (name) => {
  expect(findQuarter(name)).toBeUndefined();
});
