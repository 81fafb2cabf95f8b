import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAmountText } from './money.ts';

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [-6490, '-64.90'],
  [1_150_000, '11500.00'],
])('%i cents are %s', (cents, text) => {
  expect(toAmountText(cents)).toBe(text);
});

test('no cent is lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
      expect(Math.round(Number(toAmountText(cents)) * 100)).toBe(cents);
    }),
  );
});
