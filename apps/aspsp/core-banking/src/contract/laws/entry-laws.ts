import assert from 'node:assert/strict';
import type { CoreBanking } from '../../core-banking.ts';
import { addDays, isIsoDate } from '../../iso-date.ts';
import { formatMoney } from '../../money.ts';
import type { CoreBankingFixture } from '../fixture.ts';
import type { Law } from '../law.ts';
import * as readings from '../readings.ts';

const { ALL_BOOKED, assertRefused, assertUnique, getAccount, idsOf, NOBODY, readAll, readBooked, readPages } = readings;

/** The laws of reports, for the accounts of one kind. */
export function createEntryLaws(
  kind: 'payment account' | 'card account',
  needs: 'account' | 'cardAccount',
  method: 'listTransactions' | 'listCardTransactions',
): readonly Law[] {
  const open = async (core: CoreBanking, fixture: CoreBankingFixture) => {
    const { id, currency } = await getAccount(core, fixture[needs]);
    const read: readings.ReadEntries = (query) => core[method](id, query);
    return { id, currency, read, booked: await readBooked(read) };
  };
  const law = (
    name: string,
    check: (subject: Awaited<ReturnType<typeof open>>, core: CoreBanking) => Promise<void>,
  ) => ({
    name: `${kind}: ${name}`,
    needs,
    check: async (core: CoreBanking, fixture: CoreBankingFixture) => check(await open(core, fixture), core),
  });

  return [
    law('there are entries on several days, as the fixture says', async ({ booked }) => {
      assert(booked.length >= 5, 'there are fewer than five booked entries');
      assert(new Set(booked.map(({ bookingDate }) => bookingDate)).size >= 3, 'they are not on three days');
    }),
    law('pages of any size neither drop nor repeat an entry', async ({ read, booked }) => {
      for (const limit of [1, 2, 3, booked.length - 1, booked.length, booked.length + 1]) {
        const pages = await readPages(read, { ...ALL_BOOKED, limit });
        const entries = pages.flatMap((page) => page.entries);
        assert.deepEqual(idsOf(entries), idsOf(booked), `pages of ${limit} are not the whole report`);
        assert.equal(pages.length, Math.ceil(booked.length / limit), `there are too many pages of ${limit}`);
        assert.equal(new Set(pages.map(({ mark }) => mark)).size, 1, 'the pages are not of one moment');
      }
    }),
    law('a report is the same when it is read again, also by many at once', async ({ read, booked }) => {
      const others = await Promise.all(Array.from({ length: 8 }, (_, index) => readBooked(read, { limit: 3 + index })));
      for (const other of others) assert.deepEqual(other, booked, 'a report differs from the one before');
    }),
    law('the newest first is the oldest first backwards', async ({ read, booked }) => {
      const backwards = await readBooked(read, { order: 'newestFirst', limit: 4 });
      assert.deepEqual(idsOf(backwards), idsOf(booked).toReversed(), 'the orders do not mirror each other');
    }),
    law('entries are in the order of their booking dates', async ({ booked }) => {
      const dates = booked.map(({ bookingDate }) => bookingDate);
      assert(dates.every(isIsoDate), 'a booking date is no day');
      assert.deepEqual(dates, dates.toSorted(), 'the order is not that of booking');
    }),
    law('both days of a period belong to it', async ({ read, booked }) => {
      const days = [...new Set(booked.map(({ bookingDate }) => bookingDate))];
      for (const day of [days[0], days[1], days.at(-1)]) {
        assert(day);
        const among = (test: (date: string) => boolean) => idsOf(booked.filter((entry) => test(entry.bookingDate)));
        const readIds = async (query: object) => idsOf(await readBooked(read, query));
        assert.deepEqual(
          await readIds({ dateFrom: day, dateTo: day }),
          among((date) => date === day),
          'a day is cut',
        );
        assert.deepEqual(
          await readIds({ dateFrom: day }),
          among((date) => date >= day),
          'dateFrom is wrong',
        );
        assert.deepEqual(
          await readIds({ dateTo: day }),
          among((date) => date <= day),
          'dateTo is wrong',
        );
      }
      const before = addDays(days[0] ?? '', -1);
      assert.deepEqual(await readBooked(read, { dateTo: before }), [], 'entries from before the first are there');
    }),
    law('ids and references are unique, short enough and never blank', async ({ booked }) => {
      const references = booked.map(({ entryReference }) => entryReference);
      assertUnique(idsOf(booked), 'a transactionId');
      assertUnique(references, 'an entryReference');
      for (const id of [...idsOf(booked), ...references]) assert.match(id, /^\S(.{0,33}\S)?$/, 'an id cannot travel');
    }),
    law('amounts are in the currency of the account and not zero', async ({ booked, currency }) => {
      for (const { transactionAmount } of booked) {
        assert.equal(transactionAmount.currency, currency, 'an entry is in another currency');
        assert.notEqual(transactionAmount.minorUnits, 0n, 'an entry moves nothing');
        assert.match(formatMoney(transactionAmount), /^-?[0-9]{1,14}(\.[0-9]{1,3})?$/, 'an amount cannot travel');
      }
    }),
    law('the balance after an entry is the one before and its amount', async ({ booked }) => {
      booked.forEach(({ transactionAmount, balanceAfterTransaction: after }, index) => {
        const before = booked[index - 1]?.balanceAfterTransaction;
        if (before === undefined || after === undefined) return;
        assert.equal(after.minorUnits, before.minorUnits + transactionAmount.minorUnits, 'a sign or balance is wrong');
      });
    }),
    law('after an entryReference come exactly the later entries', async ({ read, booked }) => {
      for (const index of [0, 2, booked.length - 1]) {
        const entryReference = booked[index]?.entryReference ?? NOBODY;
        const later = await readBooked(read, { after: { entryReference }, limit: 2 });
        assert.deepEqual(idsOf(later), idsOf(booked.slice(index + 1)), 'not exactly the later ones are there');
      }
    }),
    law('after its own mark a report has nothing', async ({ read }) => {
      const [page] = await readPages(read, { ...ALL_BOOKED, bookingStatus: 'both', limit: 2 });
      assert(page);
      const delta = await readAll(read, { ...ALL_BOOKED, bookingStatus: 'both', after: { mark: page.mark } });
      assert.deepEqual(delta, [], 'entries of a report come again in its delta');
    }),
    law('each booking status has its entries, and both have all', async ({ read, booked }) => {
      const pending = await readAll(read, { ...ALL_BOOKED, bookingStatus: 'pending' });
      assert(
        pending.every(({ bookingStatus }) => bookingStatus === 'pending'),
        'a booked entry is among the pending',
      );
      for (const limit of [2, 100]) {
        const both = await readAll(read, { ...ALL_BOOKED, bookingStatus: 'both', limit });
        assert.deepEqual(idsOf(both), idsOf([...booked, ...pending]), 'both are not booked and pending together');
      }
    }),
    law('a reference or cursor that was not given out is refused', async ({ read }) => {
      await assertRefused(read({ ...ALL_BOOKED, after: { entryReference: NOBODY } }), 'ERR_CORE_ENTRY_UNKNOWN');
      await assertRefused(read({ ...ALL_BOOKED, after: { mark: NOBODY } }), 'ERR_CORE_CURSOR_INVALID');
      await assertRefused(read({ ...ALL_BOOKED, cursor: NOBODY }), 'ERR_CORE_CURSOR_INVALID');
      const [page] = await readPages(read, { ...ALL_BOOKED, limit: 2 });
      const cursor = page?.next ?? NOBODY;
      await assertRefused(read({ ...ALL_BOOKED, cursor, order: 'newestFirst' }), 'ERR_CORE_CURSOR_INVALID');
    }),
    law('an account that is not there has no report', async (_, core) => {
      assert.equal(await core[method](NOBODY, ALL_BOOKED), undefined, 'a report was invented');
    }),
  ];
}
