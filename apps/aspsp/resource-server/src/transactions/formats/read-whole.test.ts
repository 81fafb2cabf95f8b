import type { EntryPage, EntryQuery, Transaction } from '@openxs2a/core-banking';
import { expect, test } from 'vitest';
import { LONGEST_REPORT, readWhole } from './read-whole.ts';

const SIZE = 1000;
const query: EntryQuery = { bookingStatus: 'booked', order: 'oldestFirst', limit: SIZE };
const entry: Transaction = {
  bookingStatus: 'booked',
  transactionId: 'T',
  entryReference: 'E',
  bookingDate: '2026-11-26',
  transactionAmount: { currency: 'EUR', minorUnits: 1n },
};

/** A report of so many entries, all alike, by pages of the same moment. */
const createList =
  (count: number) =>
  async ({ cursor = '0' }: EntryQuery): Promise<EntryPage<Transaction>> => {
    const from = Number(cursor);
    const next = from + SIZE < count ? { next: String(from + SIZE) } : {};
    return { entries: Array<Transaction>(Math.min(SIZE, count - from)).fill(entry), mark: 'moment', ...next };
  };

test.each([0, 1, SIZE, SIZE + 1, LONGEST_REPORT])('a report of %i entries is read whole', async (count) => {
  const list = createList(count);
  const { entries, mark } = await readWhole(list, query, await list(query));
  expect([entries.length, mark]).toEqual([count, 'moment']);
});

test('a report that is longer than may be made in memory is refused, and not read to its end', async () => {
  const asked: EntryQuery[] = [];
  const endless = createList(Number.MAX_SAFE_INTEGER);
  const list = (each: EntryQuery) => {
    asked.push(each);
    return endless(each);
  };
  await expect(readWhole(list, query, await list(query))).rejects.toMatchObject({
    refused: { reason: 'period-invalid' },
  });
  expect(asked.length * SIZE).toBe(LONGEST_REPORT + SIZE);
});

test('the mark is that of the pages, not of a first page that was read anew', async () => {
  const list = createList(SIZE + 1);
  const first = { ...(await list(query)), mark: 'later' };
  expect((await readWhole(list, query, first)).mark).toBe('moment');
});
