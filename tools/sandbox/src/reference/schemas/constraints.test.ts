import { expect, test } from 'vitest';
import { listConstraints } from './constraints.ts';

test('constraints are told in words, in one order', () => {
  expect(listConstraints({ pattern: '^a$', maxLength: 3, minLength: 1, additionalProperties: false })).toEqual([
    'at least 1 characters',
    'at most 3 characters',
    'matches ^a$',
    'no other properties',
  ]);
});

test('what does not narrow is not told', () => {
  expect(
    listConstraints({ type: 'string', additionalProperties: true, uniqueItems: false, deprecated: false }),
  ).toEqual([]);
  expect(listConstraints(true)).toEqual([]);
});

test('zero, false and null are values', () => {
  expect(listConstraints({ minimum: 0, const: null, default: false })).toEqual([
    'always null',
    'from 0',
    'false if left out',
  ]);
});
