import type { GrantedAccount } from '@openxs2a/consent';
import type { CardAccount, PaymentAccount } from '@openxs2a/core-banking';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderAccountDetails, renderCardAccountDetails } from './account-details.ts';

const SETTING = { basePath: '', cheques: true, ownerName: true };
const BESIDE = { psu: undefined, balances: undefined };
const granted: GrantedAccount = {
  accountId: 'internal-4711',
  resourceId: 'resource-1',
  kind: 'account',
  rights: ['details', 'balances', 'transactions', 'ownerName'],
};
const LEAST: PaymentAccount = {
  kind: 'payment',
  id: 'internal-4711',
  currency: 'EUR',
  status: 'enabled',
  usage: 'PRIV',
  owners: [],
  signatures: 2,
  cashAccountType: 'CACC',
};
const CARD: CardAccount = {
  kind: 'card',
  id: 'internal-4712',
  maskedPan: '525412******3241',
  currency: 'EUR',
  status: 'enabled',
  usage: 'PRIV',
  owners: [],
  signatures: 1,
  debitAccounting: true,
};

test("what core banking does not know of an account is not there, and neither is what is the bank's own", () => {
  const rendered = renderAccountDetails(
    { account: LEAST, granted: { ...granted, rights: ['details'] } },
    BESIDE,
    SETTING,
  );
  expect(rendered).toStrictEqual({
    resourceId: 'resource-1',
    currency: 'EUR',
    status: 'enabled',
    usage: 'PRIV',
    cashAccountType: 'CACC',
  });
});

test('what core banking does not know of a card account is not there', () => {
  const opened = { account: CARD, granted: { ...granted, kind: 'card', rights: ['details'] } } as const;
  expect(renderCardAccountDetails(opened, undefined, SETTING)).toStrictEqual({
    resourceId: 'resource-1',
    maskedPan: '525412******3241',
    currency: 'EUR',
    status: 'enabled',
    usage: 'PRIV',
    debitAccounting: true,
  });
});

test('AIS-ACC-015 N-AIS-ACC-106 texts are as long as the interface takes them, and whole characters', () => {
  const long = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 1500 });
  fc.assert(
    fc.property(long, (text) => {
      const told = {
        name: text,
        displayName: text,
        product: text,
        details: text,
        owners: [{ name: text, role: text }],
      };
      const account = renderAccountDetails({ account: { ...LEAST, ...told }, granted }, BESIDE, SETTING);
      const card = renderCardAccountDetails({ account: { ...CARD, ...told }, granted }, undefined, SETTING);
      for (const [shown, longest] of [
        [account.name, 70],
        [account.displayName, 70],
        [account.product, 35],
        [account.details, 500],
        [account.ownerName, 140],
        [account.ownerNames?.[0]?.name, 70],
        [account.ownerNames?.[0]?.role, 35],
        [card.name, 70],
        [card.details, 1000],
      ] as const)
        expect(shown).toBe([...text].slice(0, longest).join(''));
    }),
  );
});

test('N-AIS-ACC-101 several owners are one text, and one by one with their roles', () => {
  const owners = [{ name: 'Erika Beispiel', role: 'joint owner' }, { name: 'Jonas Muster' }];
  const { ownerName, ownerNames } = renderAccountDetails({ account: { ...LEAST, owners }, granted }, BESIDE, SETTING);
  expect(ownerName).toBe('Erika Beispiel, Jonas Muster');
  expect(ownerNames).toEqual(owners);
});

test('AIS-CNS-016 API3 a bank that no longer offers names of owners tells none, whatever was granted', () => {
  const owners = [{ name: 'Erika Beispiel' }];
  const psu = { id: 'psu-1', psuId: 'erika', name: 'Erika Beispiel', status: 'active' } as const;
  const setting = { ...SETTING, ownerName: false };
  const account = renderAccountDetails({ account: { ...LEAST, owners }, granted }, { ...BESIDE, psu }, setting);
  const card = renderCardAccountDetails({ account: { ...CARD, owners }, granted }, undefined, setting);
  expect(JSON.stringify([account, card])).not.toContain('Erika');
});

test('an account whose owners core banking does not know has no names of them', () => {
  const rendered = renderAccountDetails({ account: LEAST, granted }, BESIDE, SETTING);
  expect(rendered).not.toHaveProperty('ownerName');
  expect(rendered).not.toHaveProperty('ownerNames');
});

test('N-AIS-ACC-105 a card account has no cheques', () => {
  const opened = { account: CARD, granted: { ...granted, kind: 'card' } } as const;
  expect(Object.keys(renderCardAccountDetails(opened, undefined, SETTING)._links ?? {})).toEqual([
    'balances',
    'transactions',
  ]);
});
