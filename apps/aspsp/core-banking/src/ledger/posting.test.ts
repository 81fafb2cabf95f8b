import { StoreError, sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerErrorCode } from './error.ts';
import type { JournalEntry } from './journal.ts';
import { ALICE, BOB, CLEARING, eur, openTestLedger, transfer } from './ledger.fixture.ts';

const SEK = { currency: 'SEK', minorUnits: 1n };
const between = (...amounts: readonly (readonly [string, bigint])[]): JournalEntry => ({
  description: 'test',
  postings: amounts.map(([accountId, cents]) => ({ accountId, amount: eur(cents) })),
});

const REFUSALS: readonly (readonly [string, LedgerErrorCode, JournalEntry])[] = [
  ['postings that do not sum to zero', 'ERR_LEDGER_UNBALANCED', between([ALICE, 100n], [CLEARING, -99n])],
  ['one posting', 'ERR_LEDGER_UNBALANCED', between([ALICE, 100n])],
  ['nothing', 'ERR_LEDGER_UNBALANCED', between()],
  [
    'sums that are zero over currencies alone',
    'ERR_LEDGER_UNBALANCED',
    {
      description: 'test',
      postings: [
        { accountId: ALICE, amount: eur(-1n) },
        { accountId: CLEARING, amount: SEK },
      ],
    },
  ],
  ['a zero', 'ERR_LEDGER_AMOUNT', between([ALICE, 0n], [BOB, 0n])],
  ['an amount beyond exact numbers', 'ERR_LEDGER_AMOUNT', between([ALICE, 2n ** 53n], [CLEARING, -(2n ** 53n)])],
  [
    'another currency than the account has',
    'ERR_LEDGER_AMOUNT',
    {
      description: 'test',
      postings: [
        { accountId: ALICE, amount: SEK },
        { accountId: BOB, amount: { currency: 'SEK', minorUnits: -1n } },
      ],
    },
  ],
  ['an account that is not there', 'ERR_LEDGER_ACCOUNT_UNKNOWN', between([ALICE, 1n], ['nobody', -1n])],
  ['a day before the newest', 'ERR_LEDGER_BACKDATED', transfer(ALICE, 1, { bookingDate: '2026-11-25' })],
  ['a day that is none', 'ERR_LEDGER_DATE', transfer(ALICE, 1, { bookingDate: '2026-02-30' })],
  ['a value date that is none', 'ERR_LEDGER_DATE', transfer(ALICE, 1, { valueDate: 'tomorrow' })],
  [
    'a batch whose payments do not sum to it',
    'ERR_LEDGER_BATCH',
    transfer(ALICE, 3, {
      particulars: { batchNumberOfTransactions: 1, entryDetails: [{ transactionAmount: eur(2) }] },
    }),
  ],
  [
    'a batch that counts wrong',
    'ERR_LEDGER_BATCH',
    transfer(ALICE, 2, {
      particulars: { batchNumberOfTransactions: 2, entryDetails: [{ transactionAmount: eur(2) }] },
    }),
  ],
  ['what is not pending', 'ERR_LEDGER_PENDING_UNKNOWN', transfer(ALICE, -1, { pending: 'nothing' })],
];

forEachDatabase((_, open) => {
  test.each(REFUSALS)(
    'a journal entry with %s is refused with %s, and nothing of its transaction stays',
    async (_, code, entry) => {
      const { ledger, database, post } = await openTestLedger(open);
      await post(transfer(ALICE, 1_000));
      const before = await ledger.listBalances(ALICE);
      const attempt = database.transaction((trx) => ledger.post(trx, [transfer(BOB, 5), entry]));
      await expect(attempt).rejects.toMatchObject({ code });
      expect(await ledger.listBalances(ALICE)).toEqual(before);
      expect(await ledger.verify()).toEqual({ ok: true, journals: 1, entries: 2 });
    },
  );

  test('a closed account takes no postings, and a pending entry of another account is not booked', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    const [pending = ''] = await database.transaction((trx) =>
      ledger.hold(trx, [{ accountId: BOB, amount: eur(-1), particulars: {} }]),
    );
    await expect(post(transfer(ALICE, -1, { pending }))).rejects.toMatchObject({ code: 'ERR_LEDGER_PENDING_UNKNOWN' });
    await database.transaction((trx) => ledger.setAccountStatus(trx, ALICE, 'deleted'));
    await expect(post(transfer(ALICE, 1))).rejects.toMatchObject({ code: 'ERR_LEDGER_ACCOUNT_CLOSED' });
  });

  test('an id that could not travel, and an account that is not there, are refused', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    for (const transactionId of ['', ' ', 'a'.repeat(36), 'two words'])
      await expect(post(transfer(ALICE, 1, { transactionId }))).rejects.toThrow(TypeError);
    const close = database.transaction((trx) => ledger.setAccountStatus(trx, 'nobody', 'deleted'));
    await expect(close).rejects.toMatchObject({ code: 'ERR_LEDGER_ACCOUNT_UNKNOWN' });
  });

  test('a journal entry of a key that is there already does nothing', async () => {
    const { ledger, post } = await openTestLedger(open);
    expect(await post(transfer(ALICE, 100, { key: 'payment-1' }))).toHaveLength(1);
    expect(await post(transfer(ALICE, 100, { key: 'payment-1' }), transfer(BOB, 7, { key: 'payment-2' }))).toHaveLength(
      1,
    );
    expect(await ledger.verify()).toEqual({ ok: true, journals: 2, entries: 4 });
    await expect(post(transfer(ALICE, 1, { key: 'same' }), transfer(ALICE, 1, { key: 'same' }))).rejects.toThrow(
      TypeError,
    );
  });

  test('a pending entry ends once: booked or released', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    const hold = { accountId: ALICE, amount: eur(-500), particulars: {} };
    const [booked = '', released = ''] = await database.transaction((trx) => ledger.hold(trx, [hold, hold]));
    const release = (id: string) => database.transaction((trx) => ledger.release(trx, id));
    const gone = { code: 'ERR_LEDGER_PENDING_UNKNOWN' };
    await release(released);
    await post(transfer(ALICE, -500, { pending: booked }));
    await expect(release(released)).rejects.toMatchObject(gone);
    await expect(release(booked)).rejects.toMatchObject(gone);
    await expect(release('nothing')).rejects.toMatchObject(gone);
    await expect(post(transfer(ALICE, -500, { pending: booked }))).rejects.toMatchObject(gone);
    expect(await ledger.findTransaction(ALICE, released)).toBeUndefined();
    expect(await ledger.verify()).toMatchObject({ ok: true });
  });

  test('what is booked is neither changed nor deleted', async () => {
    const { database, post } = await openTestLedger(open);
    await post(transfer(ALICE, 100));
    const tamper = [
      sql`UPDATE ledger_entry SET amount = 1`,
      sql`DELETE FROM ledger_entry`,
      sql`UPDATE ledger_journal SET description = ''`,
      sql`DELETE FROM ledger_journal`,
    ];
    for (const statement of tamper) {
      const error = await database.run(statement).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ code: expect.stringMatching(/REFUSED|FOREIGN_KEY/) });
    }
  });

  test.each(['serializable', 'read-committed'] as const)(
    'many that post at once, %s, leave balances that are the sums of their entries',
    async (isolation) => {
      const { ledger, database, post } = await openTestLedger(open);
      await post(transfer(ALICE, 10_000), transfer(BOB, 10_000));
      const move = (index: number) =>
        database.transaction((trx) => ledger.post(trx, [between(...pair(index, BigInt(index + 1)))]), { isolation });
      const pair = (index: number, cents: bigint): readonly [[string, bigint], [string, bigint]] =>
        index % 2 === 0
          ? [
              [ALICE, cents],
              [BOB, -cents],
            ]
          : [
              [BOB, cents],
              [ALICE, -cents],
            ];
      await Promise.all(Array.from({ length: 24 }, (_, index) => move(index)));
      expect(await ledger.verify()).toEqual({ ok: true, journals: 26, entries: 52 });
    },
  );

  test('whatever is posted, held, booked and released, the books balance', async () => {
    const cents = fc.integer({ min: -100_000, max: 100_000 }).filter((cents) => cents !== 0);
    const accountId = fc.constantFrom(ALICE, BOB);
    const act = fc.record({ kind: fc.constantFrom('post', 'hold', 'book', 'release'), cents, accountId });
    const { ledger, database, post } = await openTestLedger(open);
    const pending: { id: string; accountId: string }[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        for (const { kind, cents, accountId } of acts) {
          if (kind === 'post') await post(transfer(accountId, cents));
          if (kind === 'hold') {
            const hold = { accountId, amount: eur(cents), particulars: {} };
            const [id = ''] = await database.transaction((trx) => ledger.hold(trx, [hold]));
            pending.push({ id, accountId });
          }
          const open = kind === 'book' || kind === 'release' ? pending.shift() : undefined;
          if (open === undefined) continue;
          if (kind === 'book') await post(transfer(open.accountId, cents, { pending: open.id }));
          else await database.transaction((trx) => ledger.release(trx, open.id));
        }
        expect(await ledger.verify()).toMatchObject({ ok: true });
      }),
      { numRuns: 15 },
    );
  });
});
