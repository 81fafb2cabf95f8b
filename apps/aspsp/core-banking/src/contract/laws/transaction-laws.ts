import assert from 'node:assert/strict';
import type { Law } from '../law.ts';
import { ALL_BOOKED, assertRefused, getAccount, NOBODY, readAll, readBooked } from '../readings.ts';

export const TRANSACTION_LAWS: readonly Law[] = [
  {
    name: 'the known entry is there with its amount, exact and signed',
    async check(core, { account, entry }) {
      const { id } = await getAccount(core, account);
      const { bookingDate } = entry;
      const found = await readBooked((query) => core.listTransactions(id, query), {
        dateFrom: bookingDate,
        dateTo: bookingDate,
      });
      const { currency, minorUnits } = entry.transactionAmount;
      const same = found.filter(({ transactionAmount: amount }) => amount.minorUnits === minorUnits);
      assert(
        same.some(({ transactionAmount: amount }) => amount.currency === currency),
        'the known entry is not there',
      );
    },
  },
  {
    name: 'one entry reads as it does in the report',
    async check(core, { account }) {
      const { id } = await getAccount(core, account);
      const entries = await readAll((query) => core.listTransactions(id, query), {
        ...ALL_BOOKED,
        bookingStatus: 'both',
      });
      for (const entry of [...entries.slice(0, 3), ...entries.slice(-3)])
        assert.deepEqual(await core.findTransaction(id, entry.transactionId), entry, 'an entry differs on its own');
    },
  },
  {
    name: 'an entry is not read through another account, and none is invented',
    async check(core, { account, foreignAccount }) {
      const { id } = await getAccount(core, account);
      const foreign = await getAccount(core, foreignAccount);
      const [entry] = await readBooked((query) => core.listTransactions(foreign.id, query));
      assert(entry, 'the foreign account has no entry');
      assert.equal(
        await core.findTransaction(id, entry.transactionId),
        undefined,
        'an entry of another account is read',
      );
      assert.equal(await core.findTransaction(id, NOBODY), undefined, 'an entry was invented');
      assert.equal(await core.findTransaction(NOBODY, entry.transactionId), undefined, 'the account is not looked at');
      const after = { entryReference: entry.entryReference };
      await assertRefused(core.listTransactions(id, { ...ALL_BOOKED, after }), 'ERR_CORE_ENTRY_UNKNOWN');
    },
  },
  {
    name: 'a pending entry is read with an id and its entry date decides',
    needs: 'pendingAccount',
    async check(core, { pendingAccount }) {
      const { id, currency } = await getAccount(core, pendingAccount);
      const query = { ...ALL_BOOKED, bookingStatus: 'pending' } as const;
      const entries = await readAll((query) => core.listTransactions(id, query), query);
      const [entry] = entries;
      assert(entry?.bookingStatus === 'pending', 'there is no pending entry');
      assert.equal(entry.transactionAmount.currency, currency, 'a pending entry is in another currency');
      assert.deepEqual(await core.findTransaction(id, entry.transactionId), entry, 'an entry differs on its own');
      const { entryDate: day } = entry;
      const ofDay = await readAll((query) => core.listTransactions(id, query), {
        ...query,
        dateFrom: day,
        dateTo: day,
      });
      const expected = entries.filter((one) => one.bookingStatus === 'pending' && one.entryDate === day);
      assert.deepEqual(ofDay, expected, 'the entry date does not decide');
    },
  },
  {
    name: 'a batch says how many payments it has, and the listed ones sum to its amount',
    async check(core, { account }) {
      const { id } = await getAccount(core, account);
      const page = await core.listTransactions(id, { ...ALL_BOOKED, limit: 1_000 });
      for (const { batchNumberOfTransactions: count, entryDetails, transactionAmount } of page?.entries ?? []) {
        if (entryDetails === undefined) continue;
        assert.equal(count, entryDetails.length, 'a batch does not count its payments');
        const sum = entryDetails.reduce((sum, { transactionAmount: { minorUnits } }) => sum + minorUnits, 0n);
        assert.equal(sum, transactionAmount.minorUnits, 'the payments of a batch do not sum to it');
      }
    },
  },
];
