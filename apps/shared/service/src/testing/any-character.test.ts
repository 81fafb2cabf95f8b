import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from './any-character.ts';

test('texts of any character are those that fast-check makes of its table, the odd ones among them', () => {
  const draw = (unit: fc.Arbitrary<string> | 'binary') => fc.sample(fc.string({ unit }), { numRuns: 1_000, seed: 1 });
  const texts = draw(ANY_CHARACTER);
  expect(texts).toEqual(draw('binary'));
  expect(texts.filter((text) => text.includes('__proto__'))).not.toEqual([]);
});
