import { afterAll, expect, test } from 'vitest';
import {
  CORPORATE,
  CURRENCIES,
  createReader,
  HOUSEHOLD,
  openReportBank,
  PSU_PRESENT,
  SAVINGS,
  serve,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);
const reader = await createReader(bank, [HOUSEHOLD, SAVINGS]);

interface Wire {
  readonly transactionId: string;
  readonly _links: { readonly transactionDetails: { readonly href: string } };
}

const list = async (query = 'bookingStatus=both&dateFrom=2026-09-01', accountId = HOUSEHOLD) =>
  (await reader.read(server, reader.path(accountId, query), PSU_PRESENT)).body.transactions;
const pathOf = (transactionId: string, accountId = HOUSEHOLD) =>
  `/v1/accounts/${reader.resource(accountId)}/transactions/${transactionId}`;
const read = (target: string, at = server, headers = {}) => reader.read(at, target, { ...PSU_PRESENT, ...headers });

test('AIS-TRX-035 AIS-TRX-036 N-AIS-TRX-106 an id of the list gives the entry, in two wrappers', async () => {
  const [entry] = (await list()).booked;
  const { outcome, body } = await read(pathOf(entry.transactionId));
  expect(outcome).toBe('200');
  expect(Object.keys(body)).toEqual(['transactionsDetails']);
  expect(Object.keys(body.transactionsDetails)).toEqual(['transactionDetails']);
});

test('N-AIS-TRX-116 N-AIS-TRX-107 details say what the list says, at the link of the entry', async () => {
  const { booked, pending }: { booked: readonly Wire[]; pending: readonly Wire[] } = await list();
  const entries = [...pending, ...booked.slice(0, 20)];
  expect(entries.length).toBeGreaterThan(10);
  for (const { _links, ...entry } of entries) {
    expect(Object.keys(_links)).toEqual(['transactionDetails']);
    const { body } = await read(_links.transactionDetails.href);
    expect(body.transactionsDetails.transactionDetails).toEqual(entry);
  }
});

test.each(['nothing', '0'.repeat(36), '%00', '%0A', '..%2F..', '%F0%9F%92%A5', "'%20OR%201=1"])(
  'AIS-TRX-038 the unknown id %s is an ordinary refusal',
  async (id) => {
    expect((await read(pathOf(id))).outcome).toBe('403 RESOURCE_UNKNOWN');
  },
);

test('AIS-TRX-038 a bank may answer 404', async () => {
  const other = await serve(bank, { errors: { resourceUnknown: 404 } });
  expect((await read(pathOf('nothing'), other)).outcome).toBe('404 RESOURCE_UNKNOWN');
});

test('N-AIS-TRX-115 an entry of another account is unknown under this one', async () => {
  const [foreign] = (await list('bookingStatus=booked&dateFrom=2026-08-28', SAVINGS)).booked;
  expect((await read(pathOf(foreign.transactionId, SAVINGS))).outcome).toBe('200');
  expect((await read(pathOf(foreign.transactionId))).outcome).toBe('403 RESOURCE_UNKNOWN');
});

test('AIS-TRX-037 a bank without JSON reports has no details', async () => {
  const [entry] = (await list()).booked;
  const other = await serve(bank, { transactions: { formats: ['camt.053'] } });
  expect((await read(pathOf(entry.transactionId), other)).outcome).toBe('405 SERVICE_INVALID');
});

test('AIS-TRX-037 details are JSON', async () => {
  const [entry] = (await list()).booked;
  const answer = await read(pathOf(entry.transactionId), server, { accept: 'application/xml' });
  expect(answer.outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

test('AIS-TRX-027 details tell no balance without the right', async () => {
  const [entry] = (await list()).booked;
  const other = await createReader(bank, [HOUSEHOLD], { rights: ['transactions'] });
  const target = `/v1/accounts/${other.resource(HOUSEHOLD)}/transactions/${entry.transactionId}`;
  const { outcome, text } = await other.read(server, target);
  expect([outcome, /balance/i.test(text)]).toEqual(['200', false]);
  expect('balanceAfterTransaction' in entry).toBe(true);
});

test('RTS-FRQ-004 the details of each entry count by themselves, beside the list', async () => {
  const one = await createReader(bank, [HOUSEHOLD], { frequencyPerDay: 1 });
  const get = (target: string) => one.read(server, target);
  const first = await get(one.path(HOUSEHOLD));
  const [entry, other]: readonly Wire[] = first.body.transactions.booked;
  const outcomes = [];
  for (const { _links } of [entry, other, entry].filter((each) => each !== undefined))
    outcomes.push((await get(_links.transactionDetails.href)).outcome);
  expect([first.outcome, ...outcomes]).toEqual(['200', '200', '200', '429 ACCESS_EXCEEDED']);
});

// ---------------------------------------------------------------- what entries say

const company = await createReader(bank, [CORPORATE], { psu: 'firstSignatory' });
const companyReport = await company.read(server, company.path(CORPORATE, 'bookingStatus=booked&dateFrom=2026-09-01'));
const companyEntries: readonly {
  readonly transactionAmount: { readonly amount: string };
  readonly batchIndicator?: boolean;
  readonly batchNumberOfTransactions?: number;
  readonly entryDetails?: readonly { readonly transactionAmount: { readonly amount: string } }[];
}[] = companyReport.body.transactions.booked;

test('AIS-TRX-039 a number of payments is there exactly where an entry is a batch', () => {
  expect(companyEntries.some(({ batchIndicator }) => batchIndicator === true)).toBe(true);
  for (const { batchIndicator, batchNumberOfTransactions } of companyEntries)
    expect(batchIndicator === true).toBe(batchNumberOfTransactions !== undefined);
});

test('AIS-TRX-040 the payments of a batch are in its entry, and make its amount', () => {
  const batches = companyEntries.filter(({ entryDetails }) => entryDetails !== undefined);
  expect(batches.length).toBeGreaterThan(0);
  for (const { transactionAmount, entryDetails = [], batchNumberOfTransactions } of batches) {
    const cents = entryDetails.map((detail) => Math.round(Number(detail.transactionAmount.amount) * 100));
    expect(cents).toHaveLength(batchNumberOfTransactions ?? 0);
    expect(cents.reduce((sum, amount) => sum + amount, 0)).toBe(Math.round(Number(transactionAmount.amount) * 100));
  }
});

test('N-AIS-TRX-110 an exchange has both currencies, the unit, the rate and its day', async () => {
  const several = await createReader(bank, [CURRENCIES], { psu: 'severalCurrencies' });
  const { body } = await several.read(server, several.path(CURRENCIES, 'bookingStatus=booked&dateFrom=2026-09-01'));
  const rates = body.transactions.booked.flatMap(
    (entry: { currencyExchange?: readonly object[] }) => entry.currencyExchange ?? [],
  );
  expect(rates.length).toBeGreaterThan(0);
  for (const rate of rates)
    expect(Object.keys(rate).toSorted()).toEqual(
      ['sourceCurrency', 'targetCurrency', 'unitCurrency', 'exchangeRate', 'quotationDate'].toSorted(),
    );
});

test('AIS-BAL-007 AIS-TRX-034 an account of several currencies has entries of each, with their decimals', async () => {
  const several = await createReader(bank, [CURRENCIES], { psu: 'severalCurrencies' });
  const { body } = await several.read(
    server,
    several.path(CURRENCIES, 'bookingStatus=booked&dateFrom=2026-09-01&withBalance=true'),
  );
  const amounts: readonly { readonly currency: string; readonly amount: string }[] = body.transactions.booked.map(
    (entry: { transactionAmount: object }) => entry.transactionAmount,
  );
  const decimals = new Map(amounts.map(({ currency, amount }) => [currency, amount.split('.')[1]?.length ?? 0]));
  expect(Object.fromEntries(decimals)).toEqual({ EUR: 2, USD: 2, JPY: 0, BHD: 3 });
  const balances = body.balances.map(
    (balance: { balanceAmount: { currency: string } }) => balance.balanceAmount.currency,
  );
  expect(new Set(balances)).toEqual(new Set(['EUR', 'USD', 'JPY', 'BHD']));
});

test('AIS-BAL-009 the last committed transaction of a balance is in the list', async () => {
  const { body } = await read(reader.path(HOUSEHOLD, 'bookingStatus=booked&dateFrom=2026-09-01&withBalance=true'));
  const references = body.transactions.booked.map((entry: { entryReference: string }) => entry.entryReference);
  const committed = body.balances.flatMap(
    (balance: { lastCommittedTransaction?: string }) => balance.lastCommittedTransaction ?? [],
  );
  expect(committed.length).toBeGreaterThan(0);
  for (const reference of committed) expect(references).toContain(reference);
});

test('AIS-TRX-046 a report has all that core banking knows, amount by amount', async () => {
  const query = { bookingStatus: 'both', dateFrom: '2026-09-01', order: 'newestFirst', limit: 1000 } as const;
  const known = await bank.core.listTransactions(HOUSEHOLD, query);
  const { booked, pending } = await list();
  const wire = [...pending, ...booked].map(({ transactionId, creditorName, debtorName, transactionAmount }) => ({
    transactionId,
    name: creditorName ?? debtorName,
    cents: Math.round(Number(transactionAmount.amount) * 100),
  }));
  expect(wire).toEqual(
    known?.entries.map(({ transactionId, creditorName, debtorName, transactionAmount }) => ({
      transactionId,
      name: creditorName ?? debtorName,
      cents: Number(transactionAmount.minorUnits),
    })),
  );
});

test('nothing of all this became a fault of the bank', () => {
  expect(server.errors).toEqual([]);
});
