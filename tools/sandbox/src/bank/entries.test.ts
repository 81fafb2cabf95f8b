import { expect, test } from 'vitest';
import { ACCOUNTS } from './accounts.ts';
import { bookEntries } from './entries.ts';

const TODAY = '2026-09-14';

test.each(ACCOUNTS)('$name has its entries, newest first, none of them of tomorrow', (account) => {
  const entries = bookEntries(account, TODAY);
  const days = entries.map(({ day }) => day);
  expect(entries).toHaveLength(account.entries);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(days[0]?.localeCompare(TODAY)).toBeLessThanOrEqual(0);
});

test.each(ACCOUNTS)('the balances of $name add up', (account) => {
  const entries = bookEntries(account, TODAY);
  const sum = entries.reduce((total, { amount }) => total + amount, account.opening);
  expect(entries[0]?.balance).toBe(sum);
});

test('there are a hundred entries in ninety days, the same each time', () => {
  const [household] = ACCOUNTS;
  const entries = household === undefined ? [] : bookEntries(household, TODAY);
  expect(entries).toHaveLength(100);
  expect(entries.at(-1)?.day.localeCompare('2026-06-17')).toBeGreaterThanOrEqual(0);
  expect(household && bookEntries(household, TODAY)).toEqual(entries);
});
