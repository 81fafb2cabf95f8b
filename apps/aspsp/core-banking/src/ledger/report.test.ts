import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryQuery } from '../core-banking.ts';
import { ALICE, BOB, eur, openTestLedger, type TestLedger, transfer } from './ledger.fixture.ts';

const BOTH: EntryQuery = { bookingStatus: 'both', order: 'newestFirst', limit: 3 };

async function readIds({ ledger }: TestLedger, query: EntryQuery): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await ledger.listTransactions(ALICE, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...(page?.entries.map(({ transactionId }) => transactionId) ?? []));
    cursor = page?.next;
    if (cursor === undefined) return ids;
  }
}

forEachDatabase((_, open) => {
  test.each(['newestFirst', 'oldestFirst'] as const)(
    'what is booked, held and released while pages are turned changes nothing of the report, %s',
    async (order) => {
      const bank = await openTestLedger(open);
      const { ledger, database, post } = bank;
      const place = (count: number) =>
        database.transaction((trx) =>
          ledger.hold(
            trx,
            Array.from({ length: count }, () => ({ accountId: ALICE, amount: eur(-5), particulars: {} })),
          ),
        );
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('book', 'release', 'hold', 'post'), { maxLength: 6 }),
          async (acts) => {
            await post(...Array.from({ length: 4 }, () => transfer(ALICE, 100)));
            const pending = [...(await place(3))];
            const query = { ...BOTH, order };
            const whole = await readIds(bank, { ...query, limit: 1_000 });
            const seen: string[] = [];
            for (let cursor: string | undefined; ; ) {
              const page = await ledger.listTransactions(ALICE, {
                ...query,
                ...(cursor === undefined ? {} : { cursor }),
              });
              seen.push(...(page?.entries.map(({ transactionId }) => transactionId) ?? []));
              cursor = page?.next;
              if (cursor === undefined) break;
              const act = acts.shift();
              const id = act === 'book' || act === 'release' ? pending.pop() : undefined;
              if (act === 'post') await post(transfer(ALICE, 1));
              if (act === 'hold') await place(1);
              if (act === 'book' && id !== undefined) await post(transfer(ALICE, -5, { pending: id }));
              if (act === 'release' && id !== undefined) await database.transaction((trx) => ledger.release(trx, id));
            }
            expect(seen).toEqual(whole);
          },
        ),
        { numRuns: 6 },
      );
    },
  );

  test('a delta has what was booked and announced since, and what was pending under its id again', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    await post(transfer(ALICE, 100));
    const hold = (cents: number) =>
      database.transaction((trx) => ledger.hold(trx, [{ accountId: ALICE, amount: eur(cents), particulars: {} }]));
    const [old = ''] = await hold(-1);
    const first = await ledger.listTransactions(ALICE, BOTH);
    const mark = first?.mark ?? '';
    await post(transfer(ALICE, -1, { pending: old }));
    const [announced] = await hold(-2);
    const delta = await ledger.listTransactions(ALICE, { ...BOTH, after: { mark } });
    expect(delta?.entries.map(({ transactionId, bookingStatus }) => [transactionId, bookingStatus])).toEqual([
      [announced, 'pending'],
      [old, 'booked'],
    ]);
    const nothing = await ledger.listTransactions(ALICE, { ...BOTH, after: { mark: delta?.mark ?? '' } });
    expect(nothing?.entries).toEqual([]);
  });

  test.each(['0', '-1', '1.5', 'NaN'])('a page of %s entries is a mistake of the caller', async (limit) => {
    const { ledger } = await openTestLedger(open);
    await expect(ledger.listTransactions(ALICE, { ...BOTH, limit: Number(limit) })).rejects.toThrow(TypeError);
  });

  test('cursors, marks and references of elsewhere are refused, however they are made', async () => {
    const { ledger, post } = await openTestLedger(open);
    await post(...Array.from({ length: 5 }, () => transfer(ALICE, 100)), transfer(BOB, 1));
    const booked = { ...BOTH, bookingStatus: 'booked' } as const;
    const { next: cursor = '' } = (await ledger.listTransactions(ALICE, booked)) ?? {};
    const invalid = { code: 'ERR_CORE_CURSOR_INVALID' };
    await expect(ledger.listTransactions(BOB, { ...booked, cursor })).rejects.toMatchObject(invalid);
    await expect(ledger.listTransactions(ALICE, { ...booked, cursor, dateFrom: '2026-01-01' })).rejects.toMatchObject(
      invalid,
    );
    await expect(
      ledger.listTransactions(ALICE, { ...booked, cursor: cursor.replace(/^\d+/, '99') }),
    ).rejects.toMatchObject(invalid);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.constantFrom('6-1', '0-0', '999999999999999-1', "1' OR '1'='1")),
        async (text) => {
          for (const query of [{ cursor: text }, { after: { mark: `m${text}` } }])
            await expect(ledger.listTransactions(ALICE, { ...booked, ...query })).rejects.toMatchObject(invalid);
          const after = { entryReference: text };
          const unknown = { code: 'ERR_CORE_ENTRY_UNKNOWN' };
          await expect(ledger.listTransactions(ALICE, { ...booked, after })).rejects.toMatchObject(unknown);
        },
      ),
      { numRuns: 50 },
    );
    await expect(ledger.listTransactions(ALICE, { ...booked, after: { mark: '999' } })).rejects.toMatchObject(invalid);
  });
});
