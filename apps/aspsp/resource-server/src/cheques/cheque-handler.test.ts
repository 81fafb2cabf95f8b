import { afterAll, expect, test } from 'vitest';
import { get, giveConsent, HOUSEHOLD, nameOf, openReadBank, PSU_PRESENT, SAVINGS } from '../bank.fixture.ts';
import type { ChequePeriod, DepositedCheque } from './cheque.ts';

const eur = (minorUnits: bigint) => ({ currency: 'EUR', minorUnits });

const WAITING: DepositedCheque = {
  chequeNumber: '0048812',
  chequeType: 'CCHQ',
  nominalAmount: eur(120_000n),
  expectedPayoutAmount: eur(119_750n),
  isCollateralForLoan: true,
  chequeDepositStatus: 'deposited',
  chequeMaturityDate: '2026-12-24',
  depositDate: '2026-11-02',
};
const RETURNED: DepositedCheque = {
  chequeNumber: '7731004',
  nominalAmount: eur(9_500n),
  payoutAmount: eur(9_400n),
  isCollateralForLoan: false,
  chequeDepositStatus: 'chargeBack',
  depositDate: '2026-10-01',
  chargeBackDate: '2026-10-20',
};

/** Cheques of the household alone. */
async function listCheques(accountId: string, { dateFrom = '', dateTo = '9' }: ChequePeriod) {
  const all = accountId === HOUSEHOLD ? [RETURNED, WAITING] : [];
  return all.filter(({ depositDate }) => depositDate >= dateFrom && depositDate <= dateTo);
}

const bank = await openReadBank({ services: { cheques: true } }, { listCheques });
const household = await nameOf(bank, HOUSEHOLD);
const savings = await nameOf(bank, SAVINGS);
afterAll(() => bank.close());

const open = (given = {}) => giveConsent(bank, { transactions: [household, savings] }, given);

test('N-AIS-CHQ-101 N-AIS-CHQ-102 N-AIS-CHQ-103 N-AIS-CHQ-104 cheques come with their account, each as the bank has it', async () => {
  const consent = await open();
  const { status, body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/cheques`);
  expect(status).toBe(200);
  expect(body).toEqual({
    account: household,
    cheques: [
      {
        chequeNumber: '7731004',
        nominalAmount: { currency: 'EUR', amount: '95.00' },
        payoutAmount: { currency: 'EUR', amount: '94.00' },
        chequeDepositStatus: 'chargeBack',
        depositDate: '2026-10-01',
        chargeBackDate: '2026-10-20',
      },
      {
        chequeNumber: '0048812',
        chequeType: 'CCHQ',
        nominalAmount: { currency: 'EUR', amount: '1200.00' },
        expectedPayoutAmount: { currency: 'EUR', amount: '1197.50' },
        isCollateralForLoan: true,
        chequeDepositStatus: 'deposited',
        chequeMaturityDate: '2026-12-24',
        depositDate: '2026-11-02',
      },
    ],
  });
});

test('N-AIS-CHQ-101 an account without cheques has an empty list', async () => {
  const consent = await open();
  const { body } = await consent.get(`/v1/accounts/${consent.resource(SAVINGS)}/cheques`);
  expect(body).toEqual({ account: savings, cheques: [] });
});

test.each([
  ['dateFrom=2026-11-01', ['0048812']],
  ['dateTo=2026-10-31', ['7731004']],
  ['dateFrom=2026-10-01&dateTo=2026-11-02', ['7731004', '0048812']],
  ['dateFrom=2026-10-02&dateTo=2026-11-01', []],
])('N-AIS-CHQ-107 a period limits the list, both days included: %s', async (query, numbers) => {
  const consent = await open();
  const { body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/cheques?${query}`);
  expect(body.cheques.map(({ chequeNumber }: DepositedCheque) => chequeNumber)).toEqual(numbers);
});

test('N-AIS-CHQ-107 a period that ends before it begins is refused, and not counted', async () => {
  const consent = await open({ frequencyPerDay: 1 });
  const path = `/v1/accounts/${consent.resource(HOUSEHOLD)}/cheques`;
  expect((await consent.get(`${path}?dateFrom=2026-11-02&dateTo=2026-11-01`)).outcome).toBe('400 PERIOD_INVALID');
  expect((await consent.get(path)).outcome).toBe('200');
});

test('N-AIS-CHQ-108 N-AIS-CHQ-109 cheques need a consent, and count as a read of their own', async () => {
  const consent = await open({ frequencyPerDay: 1 });
  const path = `/v1/accounts/${consent.resource(HOUSEHOLD)}/cheques`;
  expect((await get(bank, path, {})).outcome).toBe('400 FORMAT_ERROR');
  expect((await consent.get(path)).outcome).toBe('200');
  expect((await consent.get(path)).outcome).toBe('429 ACCESS_EXCEEDED');
  expect((await consent.get(path, PSU_PRESENT)).outcome).toBe('200');
});

test('N-AIS-CHQ-110 cheques are read by the right to transactions', async () => {
  const consent = await giveConsent(bank, { balances: [household] });
  const path = `/v1/accounts/${consent.resource(HOUSEHOLD)}`;
  expect((await consent.get(`${path}/cheques`)).outcome).toBe('401 CONSENT_INVALID');
  expect((await consent.get(path)).body.account._links).not.toHaveProperty('cheques');
});

test('N-AIS-ACC-105 an account links to its cheques where they were granted and are offered', async () => {
  const consent = await open();
  const path = `/v1/accounts/${consent.resource(HOUSEHOLD)}`;
  const { body } = await consent.get(path);
  expect(body.account._links.cheques).toEqual({ href: `${path}/cheques` });
});

test('N-AIS-CHQ-110 a bank that does not offer cheques says so before it asks for a consent', async () => {
  const other = await openReadBank();
  expect((await get(other, '/v1/accounts/any/cheques', {})).outcome).toBe('405 SERVICE_INVALID');
  const consent = await giveConsent(other, { transactions: [household] });
  const { body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}`);
  expect(body.account._links).not.toHaveProperty('cheques');
  await other.close();
});

test('a profile that offers cheques needs a core banking system that has them', async () => {
  await expect(openReadBank({ services: { cheques: true } })).rejects.toThrow(/\/services\/cheques/);
});
