import type { CardAccount, PaymentAccount } from '@openxs2a/core-banking';
import { expect, test } from 'vitest';
import { amountsOf, renderAmount } from './amount.ts';

const payment = { kind: 'payment' } as PaymentAccount; // only the kind is looked at
const card = (debitAccounting: boolean) => ({ kind: 'card', debitAccounting }) as CardAccount; // as above

test.each([
  ['EUR', -1250n, '-12.50'],
  ['EUR', 0n, '0.00'],
  ['JPY', 1250n, '1250'],
  ['BHD', -5n, '-0.005'],
])('AIS-BAL-005 an amount has the decimals of its currency: %s %s is %s', (currency, minorUnits, amount) => {
  expect(renderAmount({ currency, minorUnits })).toEqual({ currency, amount });
});

test.each([
  ['a payment account', payment, '-0.01'],
  ['a card account', card(false), '-0.01'],
  ['a card account with debitAccounting', card(true), '0.01'],
])('AIS-CRD-006 on %s a debit of a cent is written %s', (_, account, amount) => {
  expect(amountsOf(account)({ currency: 'EUR', minorUnits: -1n }).amount).toBe(amount);
});

test('AIS-CRD-006 no sign is turned where there is nothing', () => {
  expect(amountsOf(card(true))({ currency: 'EUR', minorUnits: 0n }).amount).toBe('0.00');
});
