import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summarise, summariseRatio } from './statistics.ts';

test.each([
  [[3], { median: 3, lowest: 3, highest: 3 }],
  [[3, 1, 2], { median: 2, lowest: 1, highest: 3 }],
  [[4, 1, 2, 100], { median: 3, lowest: 1, highest: 100 }],
  [[10, 9, 100], { median: 10, lowest: 9, highest: 100 }],
])('%j comes down to its middle and its ends', (values, summary) => {
  expect(summarise(values)).toEqual(summary);
});

test('as many values lie below the median as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { median } = summarise(values);
      const below = values.filter((value) => value < median).length;
      const above = values.filter((value) => value > median).length;
      return below <= values.length / 2 && above <= values.length / 2;
    }),
  );
});

test('nothing measured is no summary', () => {
  expect(() => summarise([])).toThrow(RangeError);
});

test('a ratio is taken within each round', () => {
  expect(summariseRatio([2, 20, 200], [1, 10, 50])).toEqual({ median: 2, lowest: 2, highest: 4 });
});

test('series of different length have no ratio', () => {
  expect(() => summariseRatio([1, 2], [1])).toThrow(RangeError);
});
