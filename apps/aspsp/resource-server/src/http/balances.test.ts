import type { AccountAccess } from '@openxs2a/consent';
import { afterAll, expect, test } from 'vitest';
import { COLLECTION, giveConsent, HOUSEHOLD, nameOf, openReadBank } from '../bank.fixture.ts';

const bank = await openReadBank();
const household = await nameOf(bank, HOUSEHOLD);
const currencies = await nameOf(bank, COLLECTION);
afterAll(() => bank.close());

const open = (access: AccountAccess, given = {}) => giveConsent(bank, access, given);

test('AIS-BAL-001 AIS-BAL-002 balances come with their account, each with amount and type', async () => {
  const consent = await open({ balances: [household] });
  const { status, body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`);
  expect(status).toBe(200);
  expect(body.account).toEqual(household);
  for (const balance of body.balances) {
    expect(balance.balanceAmount).toEqual({ currency: 'EUR', amount: expect.any(String) });
    expect(balance.balanceType).toEqual(expect.any(String));
  }
});

test('AIS-BAL-003 AIS-BAL-005 AIS-BAL-006 types are those of the standard, amounts have the decimals of their currency', async () => {
  const consent = await open({ balances: [currencies] }, { psu: 'severalCurrencies' });
  const { body } = await consent.get('/v1/accounts?withBalance=true');
  const decimals: Record<string, RegExp> = { BHD: /\.\d{3}$/, EUR: /\.\d{2}$/, USD: /\.\d{2}$/, JPY: /^-?\d+$/ };
  const balances = body.accounts.flatMap((account: { balances: unknown[] }) => account.balances);
  expect(balances.length).toBeGreaterThan(20);
  for (const { balanceType, balanceAmount } of balances) {
    expect(balanceType).toMatch(/^((opening|closing|interim)Booked|expected|interimAvailable|forwardAvailable)$/);
    expect(balanceAmount.amount).toMatch(/^-?\d{1,14}(\.\d{1,3})?$/);
    expect(balanceAmount.amount).toMatch(decimals[balanceAmount.currency] ?? /never/);
  }
});

test('AIS-BAL-004 a figure of card accounts is not shown on a payment account', async () => {
  const nonInvoiced = { balanceType: 'nonInvoiced', balanceAmount: { currency: 'EUR', minorUnits: 1n } } as const;
  const booked = { ...nonInvoiced, balanceType: 'interimBooked' } as const;
  const other = await openReadBank({}, { listBalances: async () => [nonInvoiced, booked] });
  const consent = await giveConsent(other, { balances: [household] });
  const { body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`);
  expect(body.balances).toEqual([{ balanceType: 'interimBooked', balanceAmount: { currency: 'EUR', amount: '0.01' } }]);
  await other.close();
});

test('AIS-BAL-007 the collection level has the balances of all sub-accounts, told apart by their currency', async () => {
  const other = await openReadBank({ accounts: { multiCurrency: 'collection' } });
  const consent = await giveConsent(other, { balances: [currencies] }, { psu: 'severalCurrencies' });
  const { body } = await consent.get(`/v1/accounts/${consent.resource(COLLECTION)}/balances`);
  expect(body.account).toEqual(currencies);
  const shown = body.balances.map(
    ({ balanceAmount }: { balanceAmount: { currency: string } }) => balanceAmount.currency,
  );
  expect(new Set(shown)).toEqual(new Set(['BHD', 'EUR', 'JPY', 'USD']));
  await other.close();
});

test('AIS-BAL-008 AIS-BAL-009 a balance says whether it counts a credit line, and which entry was the last in it', async () => {
  const consent = await open({ balances: [household] });
  const { body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`);
  const ofType = (type: string) =>
    body.balances.find(({ balanceType }: { balanceType: string }) => balanceType === type);
  expect(ofType('interimAvailable').creditLimitIncluded).toBe(true);
  const query = { bookingStatus: 'booked', order: 'newestFirst', limit: 1 } as const;
  const [newest] = (await bank.core.listTransactions(HOUSEHOLD, query))?.entries ?? [];
  expect(ofType('interimBooked')).toMatchObject({
    lastCommittedTransaction: newest?.bookingStatus === 'booked' && newest.entryReference,
    lastChangeDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  });
});

test.each<[AccountAccess]>([[{ transactions: [household] }], [{ accounts: [household] }]])(
  'AIS-BAL-010 AIS-CNS-008 without the right to balances they are refused: %j',
  async (access) => {
    const consent = await open(access);
    const { outcome } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`);
    expect(outcome).toBe('401 CONSENT_INVALID');
  },
);
