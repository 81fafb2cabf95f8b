import { expect, test } from 'vitest';
import { compareVersions } from './version.ts';

test.each([
  ['1.3.6_2020-08-14', '1.3.11_2021-09-24'],
  ['1.3.11_2021-09-24', '1.3.16'],
  ['1.0.0 Apr 16th 2019', '2.0 Mar 1st 2019'],
  ['1.3', '1.3.1'],
  ['v1.9', '1.10'],
  ['draft', '0.1'],
])('%s comes before %s', (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
});

test.each([
  ['2.0', '2.0 Mar 1st 2019'],
  ['1', '1.0.0'],
  ['a', 'b'],
])('%s is as old as %s', (a, b) => {
  expect(compareVersions(a, b)).toBe(0);
});
