import { type Database, type Sql, sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { ALICE, eur, openTestLedger, transfer } from './ledger.fixture.ts';
import type { LedgerFindingCode } from './verify.ts';

/** As somebody does who may alter tables. */
async function disarm(database: Database): Promise<void> {
  const names = database.dialect === 'sqlite' ? ['ledger_entry_update', 'ledger_entry_delete'] : ['refuse_change'];
  for (const name of names)
    await database.run(
      database.dialect === 'sqlite'
        ? sql`DROP TRIGGER ${sql.identifier(name)}`
        : sql`DROP TRIGGER ${sql.identifier(name)} ON ledger_entry`,
    );
}

const TAMPERINGS: readonly (readonly [string, LedgerFindingCode, Sql])[] = [
  ['an amount', 'unbalanced', sql`UPDATE ledger_entry SET amount = amount + 1 WHERE journal = 2 AND ordinal = 1`],
  ['an entry that is gone', 'unbalanced', sql`DELETE FROM ledger_entry WHERE journal = 1 AND ordinal = 1`],
  ['a balance', 'balance', sql`UPDATE ledger_account SET booked = booked + 1 WHERE id = ${ALICE}`],
  ['what is held', 'held', sql`UPDATE ledger_account SET held_debits = 0 WHERE id = ${ALICE}`],
  [
    'a balance in between',
    'running-balance',
    sql`UPDATE ledger_entry SET balance_after = 7 WHERE journal = 1 AND ordinal = 1`,
  ],
  ['a booking date', 'backdated', sql`UPDATE ledger_entry SET booking_date = '2027-01-01' WHERE journal = 1`],
  ['a currency', 'currency', sql`UPDATE ledger_entry SET currency = 'SEK' WHERE journal = 1`],
  ['a position', 'position', sql`UPDATE ledger_account SET position = 1 WHERE id = ${ALICE}`],
];

forEachDatabase((_, open) => {
  test.each(TAMPERINGS)('whoever changes %s is found out: %s', async (_, code, statement) => {
    const { ledger, database, post } = await openTestLedger(open);
    await post(transfer(ALICE, 100), transfer(ALICE, -30));
    await database.transaction((trx) => ledger.hold(trx, [{ accountId: ALICE, amount: eur(-5), particulars: {} }]));
    expect(await ledger.verify()).toEqual({ ok: true, journals: 2, entries: 4 });
    await disarm(database);
    await database.run(statement);
    const verdict = await ledger.verify();
    const codes = verdict.ok ? [] : verdict.findings.map(({ code }) => code);
    expect(codes).toContain(code);
  });
});
