import { afterAll, expect, test } from 'vitest';
import {
  createReader,
  HOUSEHOLD,
  linksOf,
  openReportBank,
  PSU_PRESENT,
  SAVINGS,
  STANDING_ORDERS,
  serve,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);
const bare = await serve(bank, {
  services: { standingOrders: false },
  transactions: { bookingStatuses: ['booked'], deltaList: false, entryReferenceFrom: false },
});
const rich = await serve(bank, {
  transactions: { bookingStatuses: ['booked', 'pending', 'both', 'information', 'all'], pageParameters: true },
});

const reader = await createReader(bank, [HOUSEHOLD, SAVINGS]);
const orders = await createReader(bank, [STANDING_ORDERS], { psu: 'standingOrders' });
const read = (query: string, at = server) => reader.read(at, reader.path(HOUSEHOLD, query), PSU_PRESENT);

const listsOf = ({ body }: { readonly body: { readonly transactions?: object } }) =>
  Object.keys(body.transactions ?? {}).filter((name) => name !== '_links');

test.each([
  ['AIS-TRX-001 without bookingStatus', 'dateFrom=2026-11-01', '400 FORMAT_ERROR'],
  ['N-AIS-TRX-118 with a misspelt bookingStatus', 'bookingstatus=booked&dateFrom=2026-11-01', '400 FORMAT_ERROR'],
  ['AIS-TRX-005 with an unknown bookingStatus', 'bookingStatus=foo&dateFrom=2026-11-01', '400 FORMAT_ERROR'],
  [
    'AIS-TRX-003 with a bookingStatus that is not offered',
    'bookingStatus=all&dateFrom=2026-11-01',
    '400 PARAMETER_NOT_SUPPORTED',
  ],
  ['AIS-TRX-006 booked without dateFrom', 'bookingStatus=booked', '400 FORMAT_ERROR'],
  ['AIS-TRX-006 pending without dateFrom', 'bookingStatus=pending&dateTo=2026-11-20', '400 FORMAT_ERROR'],
  ['AIS-TRX-006 both without dateFrom', 'bookingStatus=both&deltaList=false', '400 FORMAT_ERROR'],
  ['AIS-TRX-011 with a day that is none', 'bookingStatus=booked&dateFrom=01.02.2026', '400 FORMAT_ERROR'],
  ['AIS-TRX-011 with a day that does not exist', 'bookingStatus=booked&dateFrom=2026-02-30', '400 FORMAT_ERROR'],
  ['AIS-TRX-011 with a moment for a day', 'bookingStatus=booked&dateFrom=2026-11-01T00:00:00Z', '400 FORMAT_ERROR'],
  [
    'AIS-TRX-009 with a period that ends before it begins',
    'bookingStatus=booked&dateFrom=2026-11-02&dateTo=2026-11-01',
    '400 PERIOD_INVALID',
  ],
  ['AIS-TRX-009 with a period to come', 'bookingStatus=booked&dateFrom=2026-11-27', '400 PERIOD_INVALID'],
  [
    'AIS-TRX-010 with a period before what is delivered',
    'bookingStatus=booked&dateFrom=2024-01-01',
    '400 PERIOD_INVALID',
  ],
  ['AIS-TRX-022 with pageIndex', 'bookingStatus=booked&dateFrom=2026-11-01&pageIndex=1', '400 PARAMETER_NOT_SUPPORTED'],
  [
    'AIS-TRX-022 with itemsPerPage',
    'bookingStatus=booked&dateFrom=2026-11-01&itemsPerPage=5',
    '400 PARAMETER_NOT_SUPPORTED',
  ],
  [
    'AIS-TRX-026 with both deltas',
    'bookingStatus=booked&deltaList=true&entryReferenceFrom=1-1',
    '400 PARAMETER_NOT_CONSISTENT',
  ],
  [
    'N-AIS-TRX-112 after an entry that there is not',
    'bookingStatus=booked&entryReferenceFrom=999999-1',
    '400 FORMAT_ERROR',
  ],
  ['N-AIS-TRX-112 after no entry', 'bookingStatus=booked&entryReferenceFrom=', '400 FORMAT_ERROR'],
  ['N-AIS-TRX-112 after what a store does not take', 'bookingStatus=booked&entryReferenceFrom=%00', '400 FORMAT_ERROR'],
  [
    'N-AIS-TRX-112 after endless text',
    `bookingStatus=booked&entryReferenceFrom=${'1'.repeat(5000)}`,
    '400 FORMAT_ERROR',
  ],
  ['with a bookingStatus twice', 'bookingStatus=booked&bookingStatus=pending&dateFrom=2026-11-01', '400 FORMAT_ERROR'],
  ['with withBalance=maybe', 'bookingStatus=booked&dateFrom=2026-11-01&withBalance=maybe', '400 FORMAT_ERROR'],
])('%s a report is refused', async (_, query, outcome) => {
  expect((await read(query)).outcome).toBe(outcome);
});

test.each([
  ['AIS-TRX-003', 'bookingStatus=pending&dateFrom=2026-11-01'],
  ['AIS-TRX-003', 'bookingStatus=both&dateFrom=2026-11-01'],
  ['AIS-TRX-003', 'bookingStatus=information'],
  ['AIS-TRX-025', 'bookingStatus=booked&deltaList=true'],
  ['AIS-TRX-025', 'bookingStatus=booked&entryReferenceFrom=1-1'],
  ['AIS-TRX-025', 'bookingStatus=booked&deltaList=true&entryReferenceFrom=1-1'],
])('%s a bank that offers nothing but booked entries refuses %s', async (_, query) => {
  expect((await read(query, bare)).outcome).toBe('400 PARAMETER_NOT_SUPPORTED');
});

test('AIS-TRX-002 AIS-TRX-025 that bank has booked entries, and deltaList=false asks for nothing else', async () => {
  const answer = await read('bookingStatus=booked&dateFrom=2026-11-01&deltaList=false', bare);
  expect(answer.outcome).toBe('200');
  expect(answer.body.transactions.booked.length).toBeGreaterThan(0);
});

test('AIS-TRX-026 a bank may call both deltas a wrong format', async () => {
  const other = await serve(bank, { errors: { deltaTwice: 'FORMAT_ERROR' } });
  const answer = await read('bookingStatus=booked&deltaList=true&entryReferenceFrom=1-1', other);
  expect(answer.outcome).toBe('400 FORMAT_ERROR');
});

test('AIS-TRX-006 a refusal names the parameter that is missing', async () => {
  const { body } = await read('bookingStatus=booked');
  expect(body.tppMessages[0].path).toBe('dateFrom');
});

test.each([
  ['booked', ['booked']],
  ['pending', ['pending']],
  ['both', ['booked', 'pending']],
  ['information', ['information']],
  ['all', ['booked', 'pending', 'information']],
])('AIS-TRX-004 AIS-TRX-015 a report of %s has these lists and no other', async (bookingStatus, lists) => {
  const answer = await read(`bookingStatus=${bookingStatus}&dateFrom=2026-11-01`, rich);
  expect(answer.outcome).toBe('200');
  expect(listsOf(answer).toSorted()).toEqual(lists.toSorted());
});

test('AIS-TRX-015 booked entries have references and days, pending ones have neither', async () => {
  const { body } = await read('bookingStatus=both&dateFrom=2026-11-01');
  const { booked, pending } = body.transactions;
  expect(booked.every((entry: object) => 'entryReference' in entry && 'bookingDate' in entry)).toBe(true);
  expect(pending).toHaveLength(2);
  expect(pending.some((entry: object) => 'entryReference' in entry || 'bookingDate' in entry)).toBe(false);
});

test('AIS-TRX-042 the day of value of a pending entry is the one that is expected', async () => {
  const { body } = await read('bookingStatus=pending&dateFrom=2026-11-01');
  expect(body.transactions.pending.map(({ valueDate }: { valueDate: string }) => valueDate)).toEqual([
    '2026-11-28',
    '2026-11-28',
  ]);
});

test('AIS-TRX-007 AIS-TRX-008 both days of a period belong to it, and the day of booking decides', async () => {
  const all = await read('bookingStatus=booked&dateFrom=2026-09-01');
  const days: string[] = all.body.transactions.booked.map((entry: { bookingDate: string }) => entry.bookingDate);
  const [first = '', last = ''] = [days.at(-2), days[1]];
  const { body } = await read(`bookingStatus=booked&dateFrom=${first}&dateTo=${last}`);
  const found = body.transactions.booked.map((entry: { bookingDate: string }) => entry.bookingDate);
  expect(first < last).toBe(true);
  expect(found).toEqual(days.filter((day) => day >= first && day <= last));
  expect([found.at(-1), found[0]]).toEqual([first, last]);
});

test('AIS-TRX-007 a period that ends in the future ends now', async () => {
  const open = await read('bookingStatus=booked&dateFrom=2026-11-01');
  const ahead = await read('bookingStatus=booked&dateFrom=2026-11-01&dateTo=2027-01-01');
  expect(ahead.body.transactions.booked).toEqual(open.body.transactions.booked);
});

test('AIS-TRX-008 a day without entries has an empty list', async () => {
  const { outcome, body } = await read('bookingStatus=booked&dateFrom=2026-11-22&dateTo=2026-11-22');
  expect([outcome, body.transactions.booked]).toEqual(['200', []]);
});

const information = (query: string) => orders.read(server, orders.path(STANDING_ORDERS, query), PSU_PRESENT);

test('AIS-TRX-013 AIS-TRX-041 information has each standing order once, with its details', async () => {
  const { body } = await information('bookingStatus=information');
  const entries = body.transactions.information;
  expect(entries).toHaveLength(4);
  expect(entries.map((entry: { bankTransactionCode: string }) => entry.bankTransactionCode).toSorted()).toEqual([
    'PMNT-ICDT-STDO',
    'PMNT-ICDT-STDO',
    'PMNT-ICDT-XBST',
    'PMNT-MCOP-OTHR',
  ]);
  expect(entries[0]).toMatchObject({
    transactionAmount: { currency: 'EUR', amount: '-850.00' },
    creditorName: 'Demo Landlord',
    remittanceInformationUnstructured: 'Rent',
    additionalInformationStructured: {
      standingOrderDetails: { frequency: 'Monthly', dayOfExecution: '1', executionRule: 'following' },
    },
  });
  expect(JSON.stringify(body)).not.toContain('demo-order');
});

test.each([
  'dateFrom=2020-01-01',
  'dateFrom=2027-01-01&dateTo=2026-01-01',
  'withBalance=true',
  'deltaList=true&entryReferenceFrom=nothing',
])('AIS-TRX-012 %s has no effect on information', async (more) => {
  const plain = await information('bookingStatus=information');
  const other = await information(`bookingStatus=information&${more}`);
  expect([other.outcome, other.body]).toEqual(['200', plain.body]);
});

test('AIS-TRX-045 N-AIS-TRX-105 what sweeps an account has an amount of zero, a limit, and a code of its own', async () => {
  const { body } = await information('bookingStatus=information');
  const limited = body.transactions.information.filter(
    (entry: { additionalInformationStructured: { standingOrderDetails: object } }) =>
      'limitAmount' in entry.additionalInformationStructured.standingOrderDetails,
  );
  expect(limited).toHaveLength(1);
  expect(limited[0]).toMatchObject({
    transactionAmount: { amount: '0.00' },
    bankTransactionCode: 'PMNT-MCOP-OTHR',
  });
});

test('AIS-TRX-014 no other entry has details of standing orders', async () => {
  const { body } = await orders.read(rich, orders.path(STANDING_ORDERS, 'bookingStatus=all&dateFrom=2026-09-27'));
  const { booked, pending, information: listed } = body.transactions;
  expect(booked.length).toBeGreaterThan(0);
  expect([...booked, ...pending].some((entry: object) => 'additionalInformationStructured' in entry)).toBe(false);
  expect(listed.every((entry: object) => 'additionalInformationStructured' in entry)).toBe(true);
});

test('AIS-TRX-016 every report has the link to its account', async () => {
  const href = `/v1/accounts/${reader.resource(HOUSEHOLD)}`;
  for (const query of ['bookingStatus=information', 'bookingStatus=both&dateFrom=2026-11-01'])
    expect(linksOf(await read(query))['account']).toEqual({ href });
});

test('AIS-TRX-034 an amount that went out has a minus, and what came in has none', async () => {
  const { body } = await read('bookingStatus=booked&dateFrom=2026-09-01');
  const entries: { readonly transactionAmount: { readonly amount: string }; readonly creditorName?: string }[] =
    body.transactions.booked;
  const rent = entries.find(({ creditorName }) => creditorName === 'Demo Landlord');
  const salary = entries.find((entry) => 'debtorName' in entry);
  expect(rent?.transactionAmount.amount).toBe('-850.00');
  expect(salary?.transactionAmount.amount).toBe('2450.00');
});

// ---------------------------------------------------------------- balances

const withoutBalances = await createReader(bank, [HOUSEHOLD], { rights: ['transactions'] });

test('AIS-TRX-027 withBalance has the balances that are granted', async () => {
  const { body } = await read('bookingStatus=booked&dateFrom=2026-11-01&withBalance=true');
  expect(body.balances.map(({ balanceType }: { balanceType: string }) => balanceType)).toContain('interimBooked');
  expect(body.transactions.booked[0].balanceAfterTransaction.balanceType).toBe('interimBooked');
});

test('N-AIS-TRX-111 without withBalance no balances are beside the entries', async () => {
  expect('balances' in (await read('bookingStatus=booked&dateFrom=2026-11-01')).body).toBe(false);
});

test('AIS-TRX-027 N-AIS-TRX-111 without the right no balance is told, not even after an entry', async () => {
  const query = 'bookingStatus=both&dateFrom=2026-09-01&withBalance=true';
  const { outcome, text } = await withoutBalances.read(server, withoutBalances.path(HOUSEHOLD, query));
  expect(outcome).toBe('200');
  expect(text).not.toMatch(/balance/i);
});

test('AIS-TRX-027 a bank may refuse withBalance without the right', async () => {
  const other = await serve(bank, { accounts: { balancesNotGranted: 'refuse' } });
  const target = withoutBalances.path(HOUSEHOLD, 'bookingStatus=booked&dateFrom=2026-11-01&withBalance=true');
  expect((await withoutBalances.read(other, target)).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-TRX-027 a bank may ignore withBalance', async () => {
  const other = await serve(bank, { accounts: { balancesInList: false } });
  const { outcome, body } = await read('bookingStatus=booked&dateFrom=2026-11-01&withBalance=true', other);
  expect([outcome, 'balances' in body]).toEqual(['200', false]);
});

// ---------------------------------------------------------------- pages by their numbers

test('AIS-TRX-022 pages are turned by their numbers, where the bank offers it', async () => {
  const page = (query: string) => read(`bookingStatus=booked&dateFrom=2026-09-01&${query}`, rich);
  const whole = (await page('itemsPerPage=1000')).body.transactions.booked;
  const third = (await page('pageIndex=2&itemsPerPage=7')).body.transactions.booked;
  expect(third).toEqual(whole.slice(14, 21));
  expect((await page('pageIndex=0')).body.transactions.booked).toEqual(whole.slice(0, 100));
  const beyond = await page('pageIndex=900&itemsPerPage=7');
  expect([beyond.outcome, beyond.body.transactions.booked]).toEqual(['200', []]);
});

test('AIS-TRX-017 from a page that was asked for by its number links go on', async () => {
  const query = 'bookingStatus=booked&dateFrom=2026-09-01&pageIndex=2&itemsPerPage=7';
  const third = await read(query, rich);
  const fourth = await reader.read(rich, linksOf(third)['next']?.href ?? '', PSU_PRESENT);
  const expected = await read(query.replace('pageIndex=2', 'pageIndex=3'), rich);
  expect(fourth.body.transactions.booked).toEqual(expected.body.transactions.booked);
});

test.each([
  'pageIndex=-1',
  'pageIndex=one',
  'itemsPerPage=0',
  'itemsPerPage=1001',
  'itemsPerPage=',
  'pageIndex=1&pageIndex=2',
])('AIS-TRX-022 %s is a format error', async (more) => {
  const answer = await read(`bookingStatus=booked&dateFrom=2026-11-01&${more}`, rich);
  expect(answer.outcome).toBe('400 FORMAT_ERROR');
});

test('AIS-TRX-022 AIS-TRX-024 a delta list is begun at its first page, and turned by links', async () => {
  const query = 'bookingStatus=booked&deltaList=true&itemsPerPage=7';
  expect((await read(`${query}&pageIndex=1`, rich)).outcome).toBe('400 PARAMETER_NOT_CONSISTENT');
  const { outcome, body } = await read(`${query}&pageIndex=0`, rich);
  expect([outcome, body.transactions.booked.length]).toEqual(['200', 7]);
});

// ---------------------------------------------------------------- accounts that are none

test('another account of the PSU, or none, is none of this consent', async () => {
  const one = await createReader(bank, [HOUSEHOLD]);
  const savings = reader.resource(SAVINGS);
  const query = 'transactions?bookingStatus=booked&dateFrom=2026-11-01';
  expect((await one.read(server, `/v1/accounts/${savings}/${query}`)).status).toBeGreaterThanOrEqual(400);
  expect((await one.read(server, `/v1/accounts/nothing/${query}`)).outcome).toBe('404 RESOURCE_UNKNOWN');
});

test('nothing of all this became a fault of the bank', () => {
  expect([...server.errors, ...bare.errors, ...rich.errors]).toEqual([]);
});
