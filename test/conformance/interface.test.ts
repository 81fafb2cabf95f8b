import { expect, test } from 'vitest';
import { type Answer, findBreaches, findOperation, XS2A } from './interface.ts';

// What holds answers against interfaces has to notice what is wrong with them.

const BALANCE = { balanceAmount: { currency: 'EUR', amount: '1.00' }, balanceType: 'expected' };
const GOOD: Answer = {
  status: 200,
  headers: new Headers({ 'X-Request-ID': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' }),
  type: 'application/json',
  text: JSON.stringify({ balances: [BALANCE] }),
};
const say = (body: unknown): Partial<Answer> => ({ text: JSON.stringify(body) });

test.each<[string, Partial<Answer>, string | undefined]>([
  ['a good answer', {}, undefined],
  ['a status that is none of its operation', { status: 418 }, 'declares no 418'],
  ['a body of another type', { type: 'text/html' }, 'declares no text/html'],
  ['no body where there has to be one', { text: '' }, 'has no body'],
  ['no X-Request-ID', { headers: new Headers() }, 'header /X-Request-ID required'],
  ['no balances', say({}), 'body /balances required'],
  [
    'an amount that is a number',
    say({ balances: [{ ...BALANCE, balanceAmount: { currency: 'EUR', amount: 1 } }] }),
    'type',
  ],
  [
    'a kind that there is not',
    say({ balances: [{ ...BALANCE, balanceType: 'guessed' }] }),
    '/balances/0/balanceType enum',
  ],
])('%s', (_, changes, breach) => {
  const breaches = findBreaches(XS2A, 'getBalances', { ...GOOD, ...changes });
  expect(breaches).toEqual(breach === undefined ? [] : [expect.stringContaining(breach)]);
});

test('headers count, too, where there is no body', () => {
  const gone = { ...GOOD, status: 204, type: '', text: '' };
  expect(findBreaches(XS2A, 'deleteConsent', gone)).toEqual([]);
  const breach = expect.stringContaining('header /X-Request-ID required');
  expect(findBreaches(XS2A, 'deleteConsent', { ...gone, headers: new Headers() })).toEqual([breach]);
});

test.each([
  ['GET', '/v1/accounts', 'getAccountList'],
  ['GET', '/v1/accounts/1/transactions/2', 'getTransactionDetails'],
  ['GET', '/v1/consents/1', 'getConsentInformation'],
  ['POST', '/v1/payments/sepa-credit-transfers', 'initiatePayment'],
  ['POST', '/v1/accounts', undefined],
  ['GET', '/v1', undefined],
])('%s %s is %s', (method, path, operationId) => {
  expect(findOperation(XS2A, method, path)).toBe(operationId);
});
