import type { CardTransaction } from '@openxs2a/core-banking';
import { afterAll, expect, test } from 'vitest';
import {
  CARD,
  createReader,
  linksOf,
  openReportBank,
  PSU_PRESENT,
  type ReportServer,
  serve,
  turnAll,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);
const reader = await createReader(bank, [CARD], { psu: 'cards' });
const read = (query: string, at: ReportServer = server) => reader.read(at, reader.path(CARD, query), PSU_PRESENT);
const AUTUMN = 'dateFrom=2026-08-25';

test('AIS-CRD-004 AIS-CRD-008 the report on a card account is under cardTransactions, with the link to the account', async () => {
  const { outcome, body } = await read(`bookingStatus=both&${AUTUMN}`);
  expect(outcome).toBe('200');
  expect(Object.keys(body).toSorted()).toEqual(['cardAccount', 'cardTransactions', 'debitAccounting']);
  expect(linksOf({ body } as never)['cardAccount']).toEqual({ href: `/v1/card-accounts/${reader.resource(CARD)}` });
  expect(body.cardTransactions.booked.length).toBeGreaterThan(50);
  expect(body.cardTransactions.pending).toHaveLength(1);
});

test.each([
  ['AIS-CRD-005', 'bookingStatus=information', '400 FORMAT_ERROR'],
  ['AIS-CRD-005', 'bookingStatus=all', '400 FORMAT_ERROR'],
  ['AIS-CRD-010', 'bookingStatus=booked', '400 FORMAT_ERROR'],
  ['AIS-CRD-010', 'bookingStatus=booked&dateFrom=2026-11-02&dateTo=2026-11-01', '400 PERIOD_INVALID'],
  ['AIS-CRD-010', 'bookingStatus=booked&dateFrom=2024-01-01', '400 PERIOD_INVALID'],
  ['AIS-CRD-010', 'bookingStatus=booked&deltaList=true&entryReferenceFrom=x', '400 PARAMETER_NOT_CONSISTENT'],
  ['AIS-CRD-010', 'bookingStatus=booked&entryReferenceFrom=x', '400 FORMAT_ERROR'],
])('%s a report on a card account with %s is refused: %s', async (_, query, outcome) => {
  expect((await read(query)).outcome).toBe(outcome);
});

test('AIS-CRD-010 both days of a period belong to it', async () => {
  const all = (await read(`bookingStatus=booked&${AUTUMN}`)).body.cardTransactions.booked;
  const days: string[] = all.map(({ bookingDate }: { bookingDate: string }) => bookingDate);
  const [first = '', last = ''] = [days.at(-3), days[2]];
  const { body } = await read(`bookingStatus=booked&dateFrom=${first}&dateTo=${last}`);
  expect(body.cardTransactions.booked).toEqual(
    all.filter(({ bookingDate }: { bookingDate: string }) => bookingDate >= first && bookingDate <= last),
  );
});

test('N-AIS-CRD-102 pending entries come without booked ones', async () => {
  const { body } = await read(`bookingStatus=pending&${AUTUMN}`);
  expect(Object.keys(body.cardTransactions).toSorted()).toEqual(['_links', 'pending']);
});

test('N-AIS-CRD-101 withBalance is ignored', async () => {
  const { outcome, body } = await read(`bookingStatus=booked&${AUTUMN}&withBalance=true`);
  expect([outcome, 'balances' in body]).toEqual(['200', false]);
});

test('AIS-CRD-009 S-25 an entry has maskedPAN, the account maskedPan, and neither has a full number', async () => {
  const { text, body } = await read(`bookingStatus=both&${AUTUMN}`);
  expect(body.cardAccount.maskedPan).toMatch(/^\d{6}\*+\d{4}$|^\d{6}x+\d{4}$/i);
  const masked = body.cardTransactions.booked.map((entry: { maskedPAN?: string }) => entry.maskedPAN);
  expect(new Set(masked.filter(Boolean))).toEqual(new Set([body.cardAccount.maskedPan]));
  expect(text).not.toMatch(/"\d{12,19}"/);
});

test('AIS-CRD-008 the pages of a card report have every entry once, and count once', async () => {
  const small = await serve(bank, { transactions: { pageSize: 10 } });
  const one = await createReader(bank, [CARD], { psu: 'cards', frequencyPerDay: 1 });
  const pages = await turnAll(one, small, one.path(CARD, `bookingStatus=both&${AUTUMN}`));
  const ids = pages.flatMap(({ body }) => [...body.cardTransactions.pending, ...body.cardTransactions.booked]);
  const whole = (await read(`bookingStatus=both&${AUTUMN}`)).body.cardTransactions;
  expect(ids).toEqual([...whole.pending, ...whole.booked]);
});

test('a delta list of a card account has what was booked since', async () => {
  const delta = () => read('bookingStatus=booked&deltaList=true');
  expect((await delta()).body.cardTransactions.booked.length).toBeGreaterThan(50);
  const amount = { currency: 'EUR', minorUnits: -1234n };
  const opposite = { accountId: 'demo-clearing-eur', amount: { currency: 'EUR', minorUnits: 1234n } };
  await bank.database.transaction((trx) =>
    bank.core.post(trx, [{ description: 'purchase', postings: [{ accountId: CARD, amount }, opposite] }]),
  );
  const { booked } = (await delta()).body.cardTransactions;
  expect(booked.map((entry: { transactionAmount: object }) => entry.transactionAmount)).toEqual([
    { currency: 'EUR', amount: '-12.34' },
  ]);
});

// ---------------------------------------------------------------- what entries say

const entry: CardTransaction = {
  bookingStatus: 'booked',
  transactionId: 'card-entry-1',
  entryReference: 'reference-1',
  bookingDate: '2026-11-20',
  valueDate: '2026-12-15',
  transactionAmount: { currency: 'EUR', minorUnits: -10_150n },
  grandTotalAmount: { currency: 'EUR', minorUnits: -30_450n },
  originalAmount: { currency: 'USD', minorUnits: -10_800n },
  markupFee: { currency: 'EUR', minorUnits: -150n },
  cardAcceptorName: 'Hotel '.repeat(20),
  transactionDetails: 'x'.repeat(1200),
  maskedPan: '4000000000000002',
  invoiced: false,
};

const serveEntry = (debitAccounting: boolean) => {
  const listAccounts = async (psuId: string) =>
    (await bank.core.listAccounts(psuId)).map((account) =>
      account.kind === 'card' ? { ...account, debitAccounting } : account,
    );
  return serve(bank, {}, { listAccounts, listCardTransactions: async () => ({ entries: [entry], mark: '1' }) });
};

const readEntry = async (debitAccounting: boolean) =>
  (await read(`bookingStatus=booked&${AUTUMN}`, await serveEntry(debitAccounting))).body;

test('AIS-CRD-006 with debitAccounting what was spent is positive, without it negative', async () => {
  const amountsOf = (wire: Record<string, { readonly amount: string }>) =>
    ['transactionAmount', 'grandTotalAmount', 'originalAmount', 'markupFee'].map((name) => wire[name]?.amount);
  const [positive, negative] = [await readEntry(true), await readEntry(false)];
  expect([positive.debitAccounting, negative.debitAccounting]).toEqual([true, false]);
  expect(amountsOf(positive.cardTransactions.booked[0])).toEqual(['101.50', '304.50', '108.00', '1.50']);
  expect(amountsOf(negative.cardTransactions.booked[0])).toEqual(['-101.50', '-304.50', '-108.00', '-1.50']);
});

test('N-AIS-CRD-103 N-AIS-CRD-104 an entry has the day on which its bill is due, and the total of its instalments', async () => {
  const [wire] = (await readEntry(false)).cardTransactions.booked;
  expect([wire.valueDate, wire.grandTotalAmount]).toEqual(['2026-12-15', { currency: 'EUR', amount: '-304.50' }]);
});

test('N-AIS-CRD-105 long texts are as long as the interface lets them be', async () => {
  const [wire] = (await readEntry(false)).cardTransactions.booked;
  expect([wire.cardAcceptorName.length, wire.transactionDetails.length]).toEqual([70, 1000]);
});

test('AIS-CRD-009 S-25 API10 a full number that core banking gives by mistake is masked', async () => {
  const [wire] = (await readEntry(false)).cardTransactions.booked;
  expect(wire.maskedPAN).toBe('400000******0002');
});

test('AIS-CRD-011 an unknown card account is not found', async () => {
  const answer = await reader.read(server, `/v1/card-accounts/nothing/transactions?bookingStatus=booked&${AUTUMN}`);
  expect(answer.outcome).toBe('404 RESOURCE_UNKNOWN');
});

test('a card account is none of the payment accounts', async () => {
  const answer = await reader.read(
    server,
    reader.path(CARD, `bookingStatus=booked&${AUTUMN}`).replace('card-accounts', 'accounts'),
  );
  expect(answer.status).toBeGreaterThanOrEqual(401);
});

test('AIS-CRD-004 a bank without card accounts refuses them', async () => {
  const other = await serve(bank, { services: { cardAccounts: false } });
  expect((await read(`bookingStatus=booked&${AUTUMN}`, other)).outcome).toBe('405 SERVICE_INVALID');
});

test('a card report is JSON', async () => {
  const target = reader.path(CARD, `bookingStatus=booked&${AUTUMN}`);
  const answer = await reader.read(server, target, { ...PSU_PRESENT, accept: 'application/xml' });
  expect(answer.outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

test('nothing of all this became a fault of the bank', () => {
  expect(server.errors).toEqual([]);
});
