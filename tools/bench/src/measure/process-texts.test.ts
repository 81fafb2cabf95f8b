import { expect, test } from 'vitest';
import { peakOf, secondsOf } from './process-texts.ts';

test.each([
  ['4711\n0m0.000000s 0m0.010000s\n0m1.250000s 0m0.500000s\n', 1.75],
  ['0m0.00s 0m0.00s\n2m3.50s 0m0.25s\n', 123.75],
])('%j says how long the children took', (times, seconds) => {
  expect(secondsOf(times)).toBe(seconds);
});

test('without times there is no figure', () => {
  expect(secondsOf('4711\n')).toBeNaN();
});

test('the peak is the high-water mark in MB', () => {
  expect(peakOf('VmPeak:\t  9999 kB\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n')).toBe(2);
});

test('without a high-water mark there is no figure', () => {
  expect(peakOf('Name:\tnode\n')).toBeNaN();
});
