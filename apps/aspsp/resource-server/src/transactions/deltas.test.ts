import { CoreBankingError } from '@openxs2a/core-banking';
import { afterAll, expect, test } from 'vitest';
import {
  createReader,
  HOUSEHOLD,
  linksOf,
  openReportBank,
  PSU_PRESENT,
  type Reader,
  type ReportServer,
  SAVINGS,
  serve,
  THOUSANDS,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);

async function book(accountId: string, cents: number): Promise<void> {
  const amount = { currency: 'EUR', minorUnits: BigInt(cents) };
  const opposite = { accountId: 'demo-clearing-eur', amount: { currency: 'EUR', minorUnits: BigInt(-cents) } };
  const entry = { description: 'meanwhile', postings: [{ accountId, amount }, opposite] };
  await bank.database.transaction((trx) => bank.core.post(trx, [entry]));
}

const hold = (accountId: string, cents: number) =>
  bank.database.transaction((trx) =>
    bank.core.hold(trx, [{ accountId, amount: { currency: 'EUR', minorUnits: BigInt(cents) }, particulars: {} }]),
  );

interface Wire {
  readonly entryReference: string;
  readonly bookingDate: string;
  readonly transactionAmount: { readonly amount: string };
}

const bookedOf = ({ body }: { readonly body: { readonly transactions: { readonly booked: readonly Wire[] } } }) =>
  body.transactions.booked;
const amountsOf = (entries: readonly Wire[]) => entries.map(({ transactionAmount }) => transactionAmount.amount);

const read = (reader: Reader, query: string, accountId = HOUSEHOLD, at: ReportServer = server) =>
  reader.read(at, reader.path(accountId, query), PSU_PRESENT);
const delta = async (reader: Reader, accountId = HOUSEHOLD, at: ReportServer = server) => {
  const answer = await read(reader, 'bookingStatus=booked&deltaList=true', accountId, at);
  expect(answer.outcome).toBe('200');
  return bookedOf(answer);
};

// ---------------------------------------------------------------- after an entry

test('AIS-TRX-023 entryReferenceFrom has what came after that entry, and not the entry', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  const all = bookedOf(await read(reader, 'bookingStatus=booked&dateFrom=2026-10-01'));
  const from = all[4]?.entryReference;
  const later = bookedOf(await read(reader, `bookingStatus=booked&entryReferenceFrom=${from}`));
  expect(later).toEqual(all.slice(0, 4));
});

test('N-AIS-TRX-109 AIS-TRX-023 dates do not matter to a delta', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  const [, second] = bookedOf(await read(reader, 'bookingStatus=booked&dateFrom=2026-10-01'));
  const query = `bookingStatus=booked&entryReferenceFrom=${second?.entryReference}`;
  for (const dates of ['dateTo=2026-01-01', 'dateFrom=2027-01-01&dateTo=2026-12-01', 'dateFrom=2000-01-01'])
    expect(bookedOf(await read(reader, `${query}&${dates}`))).toHaveLength(1);
});

test('N-AIS-TRX-112 an entry of another account is none of this one', async () => {
  const reader = await createReader(bank, [HOUSEHOLD, SAVINGS]);
  const [foreign] = bookedOf(await read(reader, 'bookingStatus=booked&dateFrom=2026-08-28', SAVINGS));
  const query = `bookingStatus=booked&entryReferenceFrom=${foreign?.entryReference}`;
  expect((await read(reader, query)).outcome).toBe('400 FORMAT_ERROR');
});

// ---------------------------------------------------------------- after the last report

test('N-AIS-TRX-113 the first delta list has all that may be read', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  const all = bookedOf(await read(reader, 'bookingStatus=booked&dateFrom=2026-08-01'));
  expect(await delta(reader)).toEqual(all);
});

test('N-AIS-TRX-113 without fresh SCA, that is what may be read without', async () => {
  const reader = await createReader(bank, [THOUSANDS], { psu: 'thousandsOfEntries' });
  const wide = await serve(bank, { transactions: { pageSize: 10_000, maxPageSize: 10_000 } });
  const start = bank.clock();
  bank.clock.advance({ minutes: 16 });
  const entries = await delta(reader, THOUSANDS, wide);
  bank.clock.set(start);
  expect(entries.at(-1)?.bookingDate).toBe('2026-08-28');
});

test('AIS-TRX-024 the next delta list has what was booked since, and then nothing', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  await delta(reader);
  expect(await delta(reader)).toEqual([]);
  await book(HOUSEHOLD, -111);
  await book(HOUSEHOLD, -222);
  expect(amountsOf(await delta(reader))).toEqual(['-2.22', '-1.11']);
  expect(await delta(reader)).toEqual([]);
});

test('AIS-TRX-024 each TPP, each account and each booking status has a delta of its own', async () => {
  const [one, other] = [await createReader(bank, [HOUSEHOLD, SAVINGS]), await createReader(bank, [HOUSEHOLD])];
  await delta(one);
  await book(HOUSEHOLD, -333);
  expect((await delta(other)).length).toBeGreaterThan(10);
  expect((await delta(one, SAVINGS)).length).toBeGreaterThan(0);
  expect(amountsOf(await delta(one))).toEqual(['-3.33']);
  const both = await read(one, 'bookingStatus=both&deltaList=true');
  expect(bookedOf(both).length).toBeGreaterThan(10);
});

test('AIS-TRX-024 a later consent of the same PSU goes on where the last one was', async () => {
  const tppId = 'PSDDE-BAFIN-777777';
  await delta(await createReader(bank, [HOUSEHOLD], { tppId }));
  await book(HOUSEHOLD, -444);
  expect(amountsOf(await delta(await createReader(bank, [HOUSEHOLD], { tppId })))).toEqual(['-4.44']);
});

test('AIS-TRX-024 pending entries come once, and once more when they are booked', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  const both = () => read(reader, 'bookingStatus=both&deltaList=true');
  await both();
  const [transactionId = ''] = await hold(HOUSEHOLD, -555);
  const announced = (await both()).body.transactions;
  expect([announced.booked, announced.pending.map((entry: { transactionId: string }) => entry.transactionId)]).toEqual([
    [],
    [transactionId],
  ]);
  const amount = { currency: 'EUR', minorUnits: -555n };
  const opposite = { accountId: 'demo-clearing-eur', amount: { currency: 'EUR', minorUnits: 555n } };
  await bank.database.transaction((trx) =>
    bank.core.post(trx, [
      { description: 'booked', postings: [{ accountId: HOUSEHOLD, amount, pending: transactionId }, opposite] },
    ]),
  );
  const booked = (await both()).body.transactions;
  expect([booked.booked.map((entry: { transactionId: string }) => entry.transactionId), booked.pending]).toEqual([
    [transactionId],
    [],
  ]);
});

test('AIS-TRX-024 a delta list that was not read to its end is not the last report', async () => {
  const small = await serve(bank, { transactions: { pageSize: 5 } });
  const reader = await createReader(bank, [HOUSEHOLD]);
  await delta(reader);
  for (let cents = 1; cents <= 7; cents += 1) await book(HOUSEHOLD, -cents);
  const first = await read(reader, 'bookingStatus=booked&deltaList=true', HOUSEHOLD, small);
  expect(bookedOf(first)).toHaveLength(5);
  await book(HOUSEHOLD, -8);
  bank.clock.advance({ milliseconds: 1 });
  const again = await read(reader, 'bookingStatus=booked&deltaList=true', HOUSEHOLD, small);
  expect(amountsOf(bookedOf(again))[0]).toBe('-0.08');
  const rest = await reader.read(small, linksOf(again)['next']?.href ?? '', PSU_PRESENT);
  expect(amountsOf(bookedOf(rest))).toEqual(['-0.03', '-0.02', '-0.01']);
  expect(await delta(reader)).toEqual([]);
  // the end of the report that was begun before takes nothing back
  await reader.read(small, linksOf(first)['next']?.href ?? '', PSU_PRESENT);
  expect(await delta(reader)).toEqual([]);
});

test('AIS-TRX-024 where core banking has forgotten the mark, all is delivered anew', async () => {
  const reader = await createReader(bank, [HOUSEHOLD]);
  const all = await delta(reader);
  const forgetful = await serve(
    bank,
    {},
    {
      listTransactions: async (accountId, query) => {
        if (query.after !== undefined) throw new CoreBankingError('ERR_CORE_CURSOR_INVALID', 'Too old.');
        return bank.core.listTransactions(accountId, query);
      },
    },
  );
  expect(await delta(reader, HOUSEHOLD, forgetful)).toEqual(all);
});

test('N-AIS-TRX-114 a delta list after a hundred days is refused without fresh SCA, and delivered with it', async () => {
  const quiet = 'demo-account-201';
  const reader = await createReader(bank, [quiet], { psu: 'twoYears' });
  const wide = await serve(bank, { transactions: { pageSize: 10_000, maxPageSize: 10_000 } });
  await delta(reader, quiet, wide);
  await book(quiet, -999);
  const start = bank.clock();
  bank.clock.advance({ days: 100 });
  expect((await read(reader, 'bookingStatus=booked&deltaList=true', quiet)).outcome).toBe('400 PERIOD_INVALID');
  bank.clock.set(start);
  expect(amountsOf(await delta(reader, quiet))).toEqual(['-9.99']);
});

test('nothing of all this became a fault of the bank', () => {
  expect(server.errors).toEqual([]);
});
