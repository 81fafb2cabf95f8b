import { expect, test } from 'vitest';
import { isSameWish, keyNameOf, newKeyKindOf, nextStep, type Order, type Wish } from './order.ts';

const ISSUE: Wish = { action: 'issue', roles: ['PSP_AI'], sealKey: 'p-256', isEnrolment: true };
const ORDER: Order = {
  id: '1',
  client: 'operations',
  wish: ISSUE,
  state: 'open',
  keyName: 'seal-1',
  refusals: [],
  createdAt: new Date(0),
};
const { keyName, ...WITHOUT_KEY } = ORDER;
const QWAC: Order = {
  ...WITHOUT_KEY,
  wish: { action: 'issue', roles: ['PSP_AI'], qwacRequest: 'csr', isEnrolment: false },
};
const ALL = { key: 'there', canAsk: true, hasSecret: true } as const;

test.each([
  ['an order that is new', ORDER, { ...ALL, key: 'missing' }, 'make-key'],
  ['one whose key was destroyed', ORDER, { ...ALL, key: 'destroyed' }, 'give-up'],
  ['one whose key is there', ORDER, ALL, 'write-request'],
  ['one whose request is there', { ...ORDER, sealRequest: 'csr' }, ALL, 'ask'],
  ['one without a QTSP', { ...ORDER, sealRequest: 'csr' }, { ...ALL, canAsk: false }, 'wait'],
  ['one whose secret is not there', { ...ORDER, sealRequest: 'csr' }, { ...ALL, hasSecret: false }, 'wait'],
  ['one of a QWAC alone', QWAC, { ...ALL, key: 'missing', hasSecret: false }, 'ask'],
  ['one that is fulfilled', { ...ORDER, state: 'fulfilled' }, ALL, 'none'],
  ['one that is refused', { ...ORDER, state: 'refused' }, ALL, 'none'],
  ['one that is cancelled', { ...ORDER, state: 'cancelled' }, { ...ALL, key: 'missing' }, 'none'],
] as const)('%s goes on with %4$s', (_, order, there, step) => {
  expect(nextStep(order, there)).toBe(step);
});

test('a new key is named after its order, one that is there keeps its name', () => {
  expect(keyNameOf('1', ISSUE)).toBe('seal-1');
  const renewal: Wish = { action: 'renew', serialNumber: 'ab', sealKey: { name: 'seal-0' } };
  expect(keyNameOf('1', renewal)).toBe('seal-0');
  expect(newKeyKindOf(ISSUE)).toBe('p-256');
  expect(newKeyKindOf(renewal)).toBeUndefined();
});

test('wishes are the same in any order of their parts', () => {
  expect(isSameWish(ISSUE, { isEnrolment: true, sealKey: 'p-256', roles: ['PSP_AI'], action: 'issue' })).toBe(true);
  expect(isSameWish(ISSUE, { ...ISSUE, countries: undefined, qwacRequest: undefined })).toBe(true);
  expect(isSameWish(ISSUE, { ...ISSUE, roles: ['PSP_PI'] })).toBe(false);
  expect(isSameWish(ISSUE, { ...ISSUE, sealKey: 'p-384' })).toBe(false);
});
