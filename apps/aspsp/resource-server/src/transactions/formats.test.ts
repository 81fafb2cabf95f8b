import {
  all,
  findSchemaErrors,
  readBalance,
  readDocument,
  readLine,
  readMessages,
  readUnits,
  texts,
} from '@openxs2a/account-reports/testing';
import { afterAll, expect, test } from 'vitest';
import {
  CORPORATE,
  CURRENCIES,
  createReader,
  HOUSEHOLD,
  openReportBank,
  PSU_PRESENT,
  type Reader,
  type ReportServer,
  SAVINGS,
  STANDING_ORDERS,
  serve,
  THOUSANDS,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);
const ALL = ['json', 'camt.052', 'camt.053', 'mt940', 'mt942'];
const rich = await serve(bank, { transactions: { formats: ALL } });

const reader = await createReader(bank, [HOUSEHOLD, SAVINGS]);
const withoutBalances = await createReader(bank, [HOUSEHOLD], { rights: ['transactions'] });
const XML = 'application/xml';
const TEXT = 'text/plain';
const AUTUMN = 'bookingStatus=booked&dateFrom=2026-10-01';

const read = (accept: string | undefined, query = AUTUMN, at: ReportServer = server, from: Reader = reader) =>
  from.read(at, from.path(HOUSEHOLD, query), { ...PSU_PRESENT, ...(accept === undefined ? {} : { accept }) });

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  [XML, XML],
  [TEXT, TEXT],
  ['text/*', TEXT],
  ['application/xml, application/json;q=0.9', XML],
  ['application/xml;q=0.8, application/json;q=0.9', 'application/json'],
  ['application/xml, application/json', 'application/json'],
  ['text/plain;q=0.2, */*;q=0.1', TEXT],
  ['application/*;q=0.5, application/json;q=0', XML],
  ['application/xml; q=1.0 , text/plain;q=0.999', XML],
])('AIS-TRX-028 AIS-TRX-029 AIS-TRX-030 Accept: %s is answered as %s', async (accept, type) => {
  const answer = await read(accept);
  expect([answer.outcome, answer.type]).toEqual(['200', type]);
});

test('AIS-TRX-029 among equals the order of the bank decides', async () => {
  const other = await serve(bank, { transactions: { formats: ['mt940', 'camt.053', 'json'] } });
  expect((await read('*/*', AUTUMN, other)).type).toBe(TEXT);
  expect((await read('application/json, application/xml', AUTUMN, other)).type).toBe(XML);
});

test.each([
  ['what nobody offers', 'text/html', AUTUMN, server],
  ['a format that the bank does not offer', TEXT, AUTUMN, await serve(bank, { transactions: { formats: ['json'] } })],
  [
    'JSON, where there is none',
    'application/json',
    AUTUMN,
    await serve(bank, { transactions: { formats: ['camt.053'] } }),
  ],
  ['statements of pending entries', XML, 'bookingStatus=pending&dateFrom=2026-11-01', server],
  ['statements of both', TEXT, 'bookingStatus=both&dateFrom=2026-11-01', server],
  ['standing orders as camt', XML, 'bookingStatus=information', rich],
])('AIS-TRX-028 AIS-TRX-033 %s are refused', async (_, accept, query, at) => {
  expect((await read(accept, query, at)).outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

test('AIS-TRX-029 where the wanted format cannot hold the entries, the next one does', async () => {
  const answer = await read('application/xml, application/json;q=0.1', 'bookingStatus=both&dateFrom=2026-11-01');
  expect([answer.outcome, answer.type]).toEqual(['200', 'application/json']);
});

test('a media type that the interface does not declare is offered to nobody, and no fault', async () => {
  const mediaTypes = { 'camt.053': 'application/vnd.example+xml' };
  const other = await serve(bank, { transactions: { formats: ['camt.053', 'json'], mediaTypes } });
  expect((await read('*/*', AUTUMN, other)).type).toBe('application/json');
  expect((await read('application/vnd.example+xml', AUTUMN, other)).outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

// ---------------------------------------------------------------- camt

test('AIS-TRX-033 booked entries are camt.053, which keeps the schema and adds up to what the account has', async () => {
  const { text } = await read(XML, 'bookingStatus=booked&dateFrom=2026-08-01');
  expect(await findSchemaErrors('053', text)).toEqual([]);
  const document = readDocument(text);
  const [balances] = [await bank.core.listBalances(HOUSEHOLD)];
  const now = balances?.find(({ balanceType }) => balanceType === 'interimBooked')?.balanceAmount.minorUnits;
  const amounts = texts(document, 'BkToCstmrStmt/Stmt/Bal/Amt');
  expect(texts(document, 'BkToCstmrStmt/Stmt/Bal/Tp/CdOrPrtry/Cd')).toEqual(['OPBD', 'CLBD']);
  expect(amounts).toEqual(['0.00', (Number(now) / 100).toFixed(2)]);
  expect(texts(document, 'BkToCstmrStmt/Stmt/Ntry/Sts/Cd').every((status) => status === 'BOOK')).toBe(true);
  expect(texts(document, 'BkToCstmrStmt/Stmt/Acct/Id/IBAN')).toEqual(['DE12999999990000000101']);
});

test('AIS-TRX-033 camt has the entries of the JSON report, from the oldest on', async () => {
  const [json, { text }] = [await read('application/json'), await read(XML)];
  const references = json.body.transactions.booked.map((entry: { entryReference: string }) => entry.entryReference);
  expect(texts(readDocument(text), 'BkToCstmrStmt/Stmt/Ntry/NtryRef')).toEqual(references.toReversed());
});

test('AIS-TRX-033 with pending entries the report is camt.052', async () => {
  const { text } = await read(XML, 'bookingStatus=both&dateFrom=2026-11-01&withBalance=true', rich);
  expect(await findSchemaErrors('052', text)).toEqual([]);
  const document = readDocument(text);
  const statuses = texts(document, 'BkToCstmrAcctRpt/Rpt/Ntry/Sts/Cd');
  expect([statuses.includes('BOOK'), statuses.filter((status) => status === 'PDNG').length]).toEqual([true, 2]);
  expect(all(document, 'BkToCstmrAcctRpt/Rpt/Bal').length).toBeGreaterThan(0);
});

test('AIS-TRX-033 booked entries alone are a statement, where the bank has both', async () => {
  expect((await read(XML, AUTUMN, rich)).text).toContain('camt.053');
  expect((await read(XML, 'bookingStatus=pending&dateFrom=2026-11-01', rich)).text).toContain('camt.052');
  const interim = await serve(bank, { transactions: { formats: ['json', 'camt.052'] } });
  expect((await read(XML, AUTUMN, interim)).text).toContain('camt.052');
});

test('a report without entries has the balance of its days', async () => {
  const { text } = await read(XML, 'bookingStatus=booked&dateFrom=2026-10-10&dateTo=2026-10-11');
  expect(await findSchemaErrors('053', text)).toEqual([]);
  const whole = readDocument((await read(XML, 'bookingStatus=booked&dateFrom=2026-08-01&dateTo=2026-10-11')).text);
  const empty = readDocument(text);
  expect(all(empty, 'BkToCstmrStmt/Stmt/Ntry')).toEqual([]);
  const [opening, closing] = texts(empty, 'BkToCstmrStmt/Stmt/Bal/Amt');
  expect([opening, closing]).toEqual(Array(2).fill(texts(whole, 'BkToCstmrStmt/Stmt/Bal/Amt')[1]));
});

test('an account without any entry in what is read has the balance of now', async () => {
  const target = reader.path(SAVINGS, 'bookingStatus=booked&dateFrom=2026-11-20');
  const { text } = await reader.read(server, target, { ...PSU_PRESENT, accept: XML });
  expect(texts(readDocument(text), 'BkToCstmrStmt/Stmt/Bal/Amt')).toEqual(['5000.00', '5000.00']);
});

test('an account of several currencies has a statement of each', async () => {
  const several = await createReader(bank, [CURRENCIES], { psu: 'severalCurrencies' });
  const target = several.path(CURRENCIES, 'bookingStatus=booked&dateFrom=2026-09-01');
  const { text } = await several.read(server, target, { ...PSU_PRESENT, accept: XML });
  expect(await findSchemaErrors('053', text)).toEqual([]);
  const statements = all(readDocument(text), 'BkToCstmrStmt/Stmt');
  expect(statements.flatMap((one) => texts(one, 'Acct/Ccy')).toSorted()).toEqual(['BHD', 'EUR', 'JPY', 'USD']);
  for (const statement of statements) {
    const currencies = [...all(statement, 'Ntry/Amt'), ...all(statement, 'Bal/Amt')].map(({ currency }) => currency);
    expect([...new Set(currencies)]).toEqual(texts(statement, 'Acct/Ccy'));
    expect(all(statement, 'Ntry').length).toBeGreaterThan(0);
  }
});

test('where a sub-account is not known, its entries are told all the same, and without any there is no statement', async () => {
  const several = await createReader(bank, [CURRENCIES], { psu: 'severalCurrencies' });
  const query = 'bookingStatus=booked&dateFrom=2026-09-01';
  const listAccounts = async (psuId: string) =>
    (await bank.core.listAccounts(psuId)).filter(
      (account) => account.kind === 'card' || account.collectionId === undefined,
    );
  const alone = await serve(bank, {}, { listAccounts });
  const headers = { ...PSU_PRESENT, accept: XML };
  const { text } = await several.read(alone, several.path(CURRENCIES, query), headers);
  const statements = all(readDocument(text), 'BkToCstmrStmt/Stmt');
  expect(statements.flatMap((one) => texts(one, 'Acct/Ccy')).toSorted()).toEqual(['BHD', 'EUR', 'JPY', 'USD']);
  const empty = await several.read(alone, several.path(CURRENCIES, `${query}&dateTo=2026-09-02`), headers);
  expect(empty.outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

test('a batch is in camt with its payments', async () => {
  const company = await createReader(bank, [CORPORATE], { psu: 'firstSignatory' });
  const target = company.path(CORPORATE, 'bookingStatus=booked&dateFrom=2026-09-01');
  const { text } = await company.read(server, target, { ...PSU_PRESENT, accept: XML });
  expect(await findSchemaErrors('053', text)).toEqual([]);
  const batches = all(readDocument(text), 'BkToCstmrStmt/Stmt/Ntry').filter(
    (entry) => all(entry, 'NtryDtls/Btch').length > 0,
  );
  expect(batches.length).toBeGreaterThan(0);
  for (const batch of batches)
    expect(texts(batch, 'NtryDtls/Btch/NbOfTxs')).toEqual([String(all(batch, 'NtryDtls/TxDtls').length)]);
});

// ---------------------------------------------------------------- MT

test('AIS-TRX-033 booked entries are MT940, which is read back and adds up', async () => {
  const { text } = await read(TEXT, 'bookingStatus=booked&dateFrom=2026-08-01');
  const [fields = [], ...more] = readMessages(text);
  expect(more).toEqual([]);
  const valuesOf = (tag: string) => fields.flatMap((field) => (field.tag === tag ? [field.value] : []));
  const [, , opening] = readBalance(valuesOf('60F')[0] ?? '');
  const [, , closing] = readBalance(valuesOf('62F')[0] ?? '');
  const amounts = valuesOf('61').map((line) => readUnits(readLine(line)[2], readLine(line)[3]));
  expect(amounts.length).toBeGreaterThan(20);
  expect(amounts.reduce((sum, amount) => sum + amount, opening)).toBe(closing);
  const json = await read('application/json', 'bookingStatus=booked&dateFrom=2026-08-01');
  expect(amounts).toHaveLength(json.body.transactions.booked.length);
});

test('AIS-TRX-033 with pending entries the report is MT942', async () => {
  const { text } = await read(TEXT, 'bookingStatus=both&dateFrom=2026-11-01', rich);
  const [fields = []] = readMessages(text);
  expect(fields.map(({ tag }) => tag)).toContain('34F');
  expect(fields.filter(({ value }) => value.includes('PENDING'))).toHaveLength(2);
});

// ---------------------------------------------------------------- what the consent opens

test('N-AIS-TRX-111 without the right to balances there are no statements, and what has none is given', async () => {
  const statement = await read(XML, AUTUMN, server, withoutBalances);
  expect(statement.outcome).toBe('401 CONSENT_INVALID');
  expect((await read('application/xml, application/json;q=0.1', AUTUMN, server, withoutBalances)).type).toBe(
    'application/json',
  );
  const interim = await read(XML, `${AUTUMN}&withBalance=true`, rich, withoutBalances);
  expect(interim.text).toContain('camt.052');
  expect(interim.text).not.toContain('<Bal>');
});

test('API3 names of owners are in a report where the consent opens them', async () => {
  expect((await read(XML)).text).not.toContain('Demo Personal');
  const named = await createReader(bank, [HOUSEHOLD], { rights: ['balances', 'transactions', 'ownerName'] });
  expect((await read(XML, AUTUMN, server, named)).text).toContain('<Nm>Demo Personal</Nm>');
  const silent = await serve(bank, { services: { ownerName: false } });
  expect((await read(XML, AUTUMN, silent, named)).text).not.toContain('Demo Personal');
});

test('no id of the bank is in any format', async () => {
  for (const accept of [XML, TEXT, 'application/json']) expect((await read(accept)).text).not.toContain('demo-account');
});

// ---------------------------------------------------------------- downloads

const busy = await createReader(bank, [THOUSANDS], { psu: 'thousandsOfEntries' });
const YEAR = 'bookingStatus=booked&dateFrom=2025-11-26';
const small = await serve(bank, { transactions: { maxPageSize: 500, formats: ALL } });

async function askForYear(from: Reader = busy, query = YEAR, accept = XML) {
  const answer = await from.read(small, from.path(THOUSANDS, query), { ...PSU_PRESENT, accept });
  return { answer, href: answer.body?._links?.download?.href ?? '' };
}

test('AIS-TRX-031 N-AIS-TRX-108 in place of a huge report that is not JSON is a link to it', async () => {
  const { answer, href } = await askForYear();
  expect([answer.outcome, answer.type]).toEqual(['200', 'application/json']);
  expect(Object.keys(answer.body)).toEqual(['account', '_links']);
  expect(Object.keys(answer.body._links)).toEqual(['download']);
  const { type, text } = await busy.read(small, href, PSU_PRESENT);
  expect(type).toBe(XML);
  const entries = all(readDocument(text), 'BkToCstmrStmt/Stmt/Ntry');
  const expected = await bank.core.listTransactions(THOUSANDS, {
    bookingStatus: 'booked',
    order: 'oldestFirst',
    limit: 9000,
  });
  expect(entries.flatMap((entry) => texts(entry, 'NtryRef'))).toEqual(
    expected?.entries.map((entry) => (entry.bookingStatus === 'booked' ? entry.entryReference : '')),
  );
});

test('AIS-TRX-031 what is downloaded is of the moment of its report', async () => {
  const { href } = await askForYear(busy, YEAR, TEXT);
  const before = await busy.read(small, href, PSU_PRESENT);
  const amount = { currency: 'EUR', minorUnits: -4711n };
  const opposite = { accountId: 'demo-clearing-eur', amount: { currency: 'EUR', minorUnits: 4711n } };
  await bank.database.transaction((trx) =>
    bank.core.post(trx, [{ description: 'meanwhile', postings: [{ accountId: THOUSANDS, amount }, opposite] }]),
  );
  const after = await busy.read(small, href, PSU_PRESENT);
  expect(after.type).toBe(TEXT);
  // the reference of a message is its own each time
  expect(after.text.replace(/:20:.*/, '')).toBe(before.text.replace(/:20:.*/, ''));
});

test('AIS-TRX-032 a download needs the consent and the TPP of its report', async () => {
  const { href } = await askForYear();
  const other = await createReader(bank, [THOUSANDS], { psu: 'thousandsOfEntries' });
  expect((await other.read(small, href)).outcome).toBe('404 RESOURCE_UNKNOWN');
  const moved = href.replace(busy.resource(THOUSANDS), other.resource(THOUSANDS));
  expect((await other.read(small, moved)).outcome).toBe('400 FORMAT_ERROR');
  const stolen = { 'consent-id': busy.consentId, 'x-test-tpp': 'PSDFR-ACPR-200002' };
  expect((await small.get(href, stolen)).outcome).toBe('400 CONSENT_UNKNOWN');
});

test('AIS-TRX-031 AIS-TRX-020 a report and its download count once', async () => {
  const one = await createReader(bank, [THOUSANDS], { psu: 'thousandsOfEntries', frequencyPerDay: 1 });
  const target = one.path(THOUSANDS, YEAR);
  const { body } = await one.read(small, target, { accept: XML });
  const { href } = body._links.download;
  expect([(await one.read(small, href)).outcome, (await one.read(small, href)).outcome]).toEqual(['200', '200']);
  expect((await one.read(small, target, { accept: XML })).outcome).toBe('429 ACCESS_EXCEEDED');
});

test('AIS-TRX-031 a bank without downloads sends a huge report as it is', async () => {
  const other = await serve(bank, { transactions: { maxPageSize: 500, download: false } });
  const answer = await busy.read(other, busy.path(THOUSANDS, YEAR), { ...PSU_PRESENT, accept: XML });
  expect([answer.outcome, answer.type]).toEqual(['200', XML]);
});

test('AIS-TRX-031 a link to a download lapses', async () => {
  const start = bank.clock();
  const { href } = await askForYear();
  bank.clock.advance({ minutes: 30 });
  expect((await busy.read(small, href)).outcome).toBe('400 FORMAT_ERROR');
  bank.clock.set(start);
});

test('AIS-TRX-024 a delta list that is downloaded is the last report once it was', async () => {
  const one = await createReader(bank, [THOUSANDS], { psu: 'thousandsOfEntries' });
  const query = 'bookingStatus=booked&deltaList=true';
  const first = await askForYear(one, query);
  const again = await askForYear(one, query);
  expect([first.href, again.href].every((href) => href !== '')).toBe(true);
  expect((await one.read(small, again.href)).outcome).toBe('200');
  const { answer } = await askForYear(one, query);
  expect(answer.type).toBe(XML);
  expect(all(readDocument(answer.text), 'BkToCstmrStmt/Stmt/Ntry')).toEqual([]);
  expect(await findSchemaErrors('053', answer.text)).toEqual([]);
});

test('standing orders are JSON alone', async () => {
  const orders = await createReader(bank, [STANDING_ORDERS], { psu: 'standingOrders' });
  const target = orders.path(STANDING_ORDERS, 'bookingStatus=information');
  const answer = await orders.read(rich, target, { accept: 'application/xml, */*;q=0.1' });
  expect([answer.outcome, answer.type]).toEqual(['200', 'application/json']);
});

test('nothing of all this became a fault of the bank', () => {
  expect([...server.errors, ...rich.errors, ...small.errors]).toEqual([]);
});
