import { expect, test } from 'vitest';
import { rotate, runRounds } from './rounds.ts';

function contestants(log: string[]) {
  return ['a', 'b', 'c'].map((name) => ({
    name,
    run: async () => ({ at: log.push(name) }),
  }));
}

test('each contestant runs once per round, and each round starts with another one', async () => {
  const log: string[] = [];
  await runRounds(contestants(log), { rounds: 3, warmUps: 0 });
  expect(log.join('')).toBe('abcbcacab');
});

test('what warm-ups measured is thrown away', async () => {
  const log: string[] = [];
  const series = await runRounds(contestants(log), { rounds: 2, warmUps: 1 });
  expect(log).toHaveLength(9);
  expect(Object.fromEntries(series)).toEqual({ a: { at: [6, 8] }, b: { at: [4, 9] }, c: { at: [5, 7] } });
});

test('progress names warm-ups as rounds below one', async () => {
  const seen: number[] = [];
  await runRounds(contestants([]), { rounds: 1, warmUps: 1, onTurn: ({ round }) => seen.push(round) });
  expect(seen).toEqual([0, 0, 0, 1, 1, 1]);
});

test.each([
  [['a', 'b', 'c'], 1, 'bca'],
  [['a', 'b', 'c'], 3, 'abc'],
  [['a', 'b', 'c'], 5, 'cab'],
  [[], 4, ''],
])('%j rotated by %i', (items, by, rotated) => {
  expect(rotate(items, by).join('')).toBe(rotated);
});
