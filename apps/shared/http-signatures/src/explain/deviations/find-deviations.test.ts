import { expect, test } from 'vitest';
import { type Deviation, toHint } from './deviation.ts';
import { findDeviations } from './find-deviations.ts';

const add = (dimension: string, amount: number): Deviation<number> => ({
  code: `${dimension}${amount}`,
  dimension,
  words: `${amount} is added`,
  apply: (number) => (amount === 0 ? undefined : number + amount),
});
const all = [add('a', 1), add('a', 2), add('b', 10), add('b', 0), add('c', 100)];
const find = (sum: number, depth = 3, attempts = 100) =>
  findDeviations(0, all, (number) => number === sum, { depth, attempts })?.deviations.map(({ code }) => code);

test.each([
  [0, []],
  [2, ['a2']],
  [11, ['a1', 'b10']],
  [112, ['a2', 'b10', 'c100']],
  [3, undefined],
  [20, undefined],
  [-1, undefined],
])('%i is reached by %j: the fewest, and one of each dimension', (sum, codes) => {
  expect(find(sum)).toEqual(codes);
});

test('the search ends where it is told to', () => {
  expect(find(112, 2)).toBeUndefined();
  expect(find(100, 1, 3)).toBeUndefined();
  expect(find(100, 1, 4)).toEqual(['c100']);
});

test('one that stands alone is not combined', () => {
  const alone = [{ ...add('a', 1), isAlone: true }, add('b', 10)];
  const sums = (sum: number) =>
    findDeviations(0, alone, (number) => number === sum, { depth: 2, attempts: 10 })?.deviations.length;
  expect([sums(1), sums(10), sums(11)]).toEqual([1, 1, undefined]);
});

test('no set of deviations is tried twice', () => {
  const tried: number[] = [];
  findDeviations(0, all, (number) => tried.push(number) < 0, { depth: 3, attempts: 1000 });
  expect(tried.length).toBe(new Set(tried).size);
});

test('a hint is one sentence of all conditions', () => {
  expect(toHint('It fits', all.slice(0, 2))).toEqual({
    codes: ['a1', 'a2'],
    words: 'It fits if 1 is added, and 2 is added.',
  });
});
