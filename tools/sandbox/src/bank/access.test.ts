import type { Schemas } from '@openxs2a/xs2a/types';
import { expect, test } from 'vitest';
import { type AccessFault, isGranted, resolveAccess } from './access.ts';
import { ACCOUNTS } from './accounts.ts';

type Asked = Schemas['accountAccess'];

const [household, savings, mountains] = ACCOUNTS;
const ibanOf = (account: (typeof ACCOUNTS)[number] | undefined) => ({ iban: account?.iban ?? '' });
const idsOf = (ids: Iterable<string>) =>
  [...ids].map((id) => ACCOUNTS.findIndex(({ resourceId }) => resourceId === id));

function grant(asked: Asked) {
  const access = resolveAccess(asked, ACCOUNTS);
  if (typeof access === 'string') throw new Error(access);
  return access;
}

test.each<[string, Asked, number[], number[], number[]]>([
  ['named accounts are granted as named', { accounts: [ibanOf(savings)], balances: [ibanOf(household)] }, [1], [0], []],
  ['empty lists leave the choice to the bank', { accounts: [], balances: [] }, [0, 1, 2], [0, 1, 2], []],
  ['everything is every right on every account', { allPsd2: 'allAccounts' }, [0, 1, 2], [0, 1, 2], [0, 1, 2]],
  [
    'a currency that is the account’s own fits',
    { transactions: [{ ...ibanOf(mountains), currency: 'CHF' }] },
    [],
    [],
    [2],
  ],
])('%s', (_, asked, accounts, balances, transactions) => {
  const access = grant(asked);
  expect(idsOf(access.accounts)).toEqual(accounts);
  expect(idsOf(access.balances)).toEqual(balances);
  expect(idsOf(access.transactions)).toEqual(transactions);
});

test.each<[AccessFault, Asked]>([
  ['nothing asked for', {}],
  ['forms mixed', { accounts: [], allPsd2: 'allAccounts' }],
  ['forms mixed', { allPsd2: 'allAccounts', availableAccounts: 'allAccounts' }],
  ['form not offered', { availableAccounts: 'allAccounts' }],
  ['form not offered', { availableAccountsWithBalance: 'allAccounts' }],
  ['account unknown', { accounts: [{ iban: 'FR1420041010050500013M02606' }] }],
  ['account unknown', { accounts: [{ ...ibanOf(household), currency: 'CHF' }] }],
  ['account unknown', { accounts: [{ bban: '370400440532013000' }] }],
])('%s: %o', (fault, asked) => {
  expect(resolveAccess(asked, ACCOUNTS)).toBe(fault);
});

test('balances and transactions open the account itself, and nothing else', () => {
  const access = grant({ balances: [ibanOf(household)] });
  const id = household?.resourceId ?? '';
  expect(isGranted(access, 'accounts', id)).toBe(true);
  expect(isGranted(access, 'balances', id)).toBe(true);
  expect(isGranted(access, 'transactions', id)).toBe(false);
  expect(isGranted(access, 'accounts', savings?.resourceId ?? '')).toBe(false);
});
