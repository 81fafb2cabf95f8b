import { addDays } from '@openxs2a/core-banking';
import { createManualClock } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import { afterAll, expect, test } from 'vitest';
import { checkHistory, oldestReadable } from './history.ts';
import {
  createReader,
  openReportBank,
  PSU_PRESENT,
  type ReportServer,
  serve,
  TWO_YEARS,
  turnAll,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank);
const TODAY = '2026-11-26';

/** What a TPP reads so many minutes after the PSU has authenticated, then and there. */
async function readLater(minutes: number, query: string, at: ReportServer = server) {
  const reader = await createReader(bank, [TWO_YEARS], { psu: 'twoYears' });
  const start = bank.clock();
  bank.clock.advance({ minutes });
  const answer = await reader.read(at, reader.path(TWO_YEARS, query), PSU_PRESENT);
  bank.clock.set(start);
  return answer;
}

const since = (days: number) => `bookingStatus=booked&dateFrom=${addDays(TODAY, -days)}`;

test.each([
  ['RTS-180-002', 90, 60, '200'],
  ['RTS-180-003', 91, 60, '400 PERIOD_INVALID'],
  ['RTS-180-003', 400, 15, '200'],
  ['RTS-180-003', 400, 16, '400 PERIOD_INVALID'],
  ['AIS-TRX-010', 730, 0, '200'],
  ['AIS-TRX-010', 731, 0, '400 PERIOD_INVALID'],
])('%s %i days of history, %i minutes after SCA: %s', async (_, days, minutes, outcome) => {
  expect((await readLater(minutes, since(days))).outcome).toBe(outcome);
});

test('RTS-180-002 the ninety days are there on day 100 of the consent', async () => {
  const reader = await createReader(bank, [TWO_YEARS], { psu: 'twoYears' });
  const start = bank.clock();
  bank.clock.advance({ days: 100 });
  const query = `bookingStatus=booked&dateFrom=${addDays(TODAY, 10)}`;
  expect((await reader.read(server, reader.path(TWO_YEARS, query))).outcome).toBe('200');
  bank.clock.set(start);
});

test('RTS-180-003 a bank may call it the consent that is not enough', async () => {
  const other = await serve(bank, { errors: { historyWithoutSca: 'CONSENT_INVALID' } });
  expect((await readLater(60, since(400), other)).outcome).toBe('401 CONSENT_INVALID');
  expect((await readLater(0, since(731), other)).outcome).toBe('400 PERIOD_INVALID');
});

test('RTS-180-003 a bank may deliver more without fresh SCA, for longer, and without an end', async () => {
  const other = await serve(bank, {
    transactions: { historyDays: 0, historyWithoutFreshScaDays: 365, freshScaMinutes: 60 },
  });
  expect((await readLater(61, since(365), other)).outcome).toBe('200');
  expect((await readLater(61, since(366), other)).outcome).toBe('400 PERIOD_INVALID');
  expect((await readLater(60, since(5000), other)).outcome).toBe('200');
});

test('RTS-180-003 two years are delivered whole right after SCA, and their pages after that', async () => {
  const reader = await createReader(bank, [TWO_YEARS], { psu: 'twoYears' });
  const pages = await turnAll(reader, server, reader.path(TWO_YEARS, since(730)), PSU_PRESENT);
  const days = pages.flatMap(({ body }) => body.transactions.booked).map(({ bookingDate }) => bookingDate);
  expect(days.at(-1)).toBe(addDays(TODAY, -730));
});

const oldest = await bank.core.listTransactions(TWO_YEARS, { bookingStatus: 'booked', order: 'oldestFirst', limit: 1 });
const [first] = oldest?.entries ?? [];
const reference = first?.bookingStatus === 'booked' ? first.entryReference : '';

test('N-AIS-TRX-114 a delta that begins with entries that are too old is refused like a long period', async () => {
  const query = `bookingStatus=booked&entryReferenceFrom=${reference}`;
  expect((await readLater(60, query)).outcome).toBe('400 PERIOD_INVALID');
  expect((await readLater(0, query)).outcome).toBe('200');
});

test('N-AIS-TRX-114 the details of an entry that is too old are refused like a long period', async () => {
  const reader = await createReader(bank, [TWO_YEARS], { psu: 'twoYears' });
  const target = `/v1/accounts/${reader.resource(TWO_YEARS)}/transactions/${first?.transactionId}`;
  const start = bank.clock();
  expect((await reader.read(server, target)).outcome).toBe('200');
  bank.clock.advance({ minutes: 16 });
  expect((await reader.read(server, target)).outcome).toBe('400 PERIOD_INVALID');
  bank.clock.set(start);
});

test('AIS-TRX-010 days are those of the time zone of the bank', async () => {
  const reader = await createReader(bank, [TWO_YEARS], { psu: 'twoYears' });
  const start = bank.clock();
  bank.clock.set('2026-11-26T23:30:00Z');
  const far = await serve(bank, { timeZone: 'Pacific/Honolulu' });
  const target = reader.path(TWO_YEARS, 'bookingStatus=booked&dateFrom=2026-11-27');
  expect((await reader.read(server, target)).outcome).toBe('200');
  expect((await reader.read(far, target)).outcome).toBe('400 PERIOD_INVALID');
  bank.clock.set(start);
});

test('what may be read reaches back as far as what is not refused', () => {
  const now = createManualClock()();
  for (const minutes of [0, 15, 16, 1000])
    for (const transactions of [{}, { historyDays: 0 }, { historyDays: 90 }, { historyWithoutFreshScaDays: 200 }]) {
      const setting = { profile: parseProfile({ transactions }), now, today: TODAY };
      const grant = { authorisedAt: now.getTime() - minutes * 60_000 };
      const day = oldestReadable(grant, setting);
      if (day === undefined) expect(() => checkHistory('1970-01-01', grant, setting)).not.toThrow();
      else {
        expect(() => checkHistory(day, grant, setting)).not.toThrow();
        expect(() => checkHistory(addDays(day, -1), grant, setting)).toThrow();
      }
    }
});
