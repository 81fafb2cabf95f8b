import type { Balance, EntryQuery, Transaction } from '@openxs2a/core-banking';
import { RefusedError } from '@openxs2a/edge';
import { expect, test } from 'vitest';
import { type CurrencyEntries, findBalances } from './statement-balances.ts';

const TODAY = '2026-11-26';
const eur = (cents: number) => ({ currency: 'EUR', minorUnits: BigInt(cents) });

const entry = (bookingDate: string, cents: number, after?: number, currency = 'EUR'): Transaction => ({
  bookingStatus: 'booked',
  transactionId: `T${bookingDate}`,
  entryReference: `E${bookingDate}`,
  bookingDate,
  transactionAmount: { currency, minorUnits: BigInt(cents) },
  ...(after === undefined ? {} : { balanceAfterTransaction: { currency, minorUnits: BigInt(after) } }),
});

const booked = (cents: number): Balance => ({ balanceType: 'interimBooked', balanceAmount: eur(cents) });

/** A core banking system with these entries after the report, two a page, and these balances. */
function createCore(later: readonly Transaction[], balances: readonly Balance[] = []) {
  const asked: EntryQuery[] = [];
  return {
    asked,
    listBalances: async () => balances,
    async listTransactions(_: string, query: EntryQuery) {
      asked.push(query);
      const from = Number(query.cursor ?? 0);
      const next = from + 2 < later.length ? { next: String(from + 2) } : {};
      return { entries: later.slice(from, from + 2), mark: 'now', ...next };
    },
  };
}

const part = (transactions: readonly Transaction[], more: Partial<CurrencyEntries> = {}): CurrencyEntries => ({
  accountId: 'account',
  currency: 'EUR',
  transactions,
  dateFrom: '2026-10-01',
  dateTo: '2026-10-31',
  mark: 'mark',
  today: TODAY,
  ...more,
});

test('entries that say their balances are believed, and nobody else is asked', async () => {
  const core = createCore([]);
  const balances = await findBalances(core, part([entry('2026-10-02', -500, 1500), entry('2026-10-09', 100, 1600)]));
  expect([balances.opening.amount, balances.closing.amount]).toEqual([eur(2000), eur(1600)]);
  expect(core.asked).toEqual([]);
});

test('without entries, the first one after the period says what the balance was', async () => {
  const core = createCore([entry('2026-11-02', -500, 1500)], [booked(99_999)]);
  const { opening, closing } = await findBalances(core, part([]));
  expect(opening).toEqual({ amount: eur(2000), date: '2026-10-01' });
  expect(closing).toEqual({ amount: eur(2000), date: '2026-10-31' });
  expect(core.asked[0]).toMatchObject({ bookingStatus: 'booked', dateFrom: '2026-11-01', order: 'oldestFirst' });
});

test('entries after the period that say nothing are taken off the balance of now, page by page', async () => {
  const later = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'].map((day) => entry(day, 100));
  const { opening, closing } = await findBalances(createCore(later, [booked(2000)]), part([entry('2026-10-02', -300)]));
  expect([opening.amount, closing.amount]).toEqual([eur(1800), eur(1500)]);
});

test('some say it and some do not: what came in between is taken off', async () => {
  const core = createCore([entry('2026-11-02', 100), entry('2026-11-03', 200, 1300)], [booked(99_999)]);
  expect((await findBalances(core, part([]))).closing.amount).toEqual(eur(1000));
});

test('entries of another currency do not matter', async () => {
  const core = createCore([entry('2026-11-02', 100, 7777, 'JPY'), entry('2026-11-03', 200, 1300)]);
  expect((await findBalances(core, part([]))).closing.amount).toEqual(eur(1100));
});

test.each([undefined, TODAY, '2027-01-01'])(
  'a report that reaches to now (%s) is followed by what came after its moment',
  async (dateTo) => {
    const core = createCore([], [booked(2000)]);
    const { closing } = await findBalances(core, part([], { dateTo }));
    expect(core.asked[0]?.after).toEqual({ mark: 'mark' });
    expect(closing).toEqual({ amount: eur(2000), date: TODAY });
  },
);

test('a delta begins with its first entry', async () => {
  const more = { dateFrom: undefined, dateTo: undefined };
  const { opening } = await findBalances(createCore([], [booked(2000)]), part([entry('2026-11-20', 100)], more));
  expect(opening).toEqual({ amount: eur(1900), date: '2026-11-20' });
});

test('where nothing is known there is no statement', async () => {
  const refusal = await findBalances(createCore([]), part([])).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal).toMatchObject({ refused: { reason: 'format-not-offered' } });
});
