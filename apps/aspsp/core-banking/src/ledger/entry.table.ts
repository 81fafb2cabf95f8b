import { type Sql, sql, type Transaction } from '@openxs2a/store';

export interface EntryRow {
  readonly journal: number;
  readonly ordinal: number;
  readonly account_id: string;
  readonly collection_id: string;
  readonly position: number | null;
  readonly transaction_id: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly balance_after: number | null;
  readonly booking_date: string;
  readonly value_date: string;
  readonly body: string;
}

export interface HoldRow {
  readonly transaction_id: string;
  readonly account_id: string;
  readonly collection_id: string;
  readonly position: number;
  readonly ended: number | null;
  readonly currency: string;
  readonly amount: number;
  readonly entry_date: string;
  readonly value_date: string | null;
  readonly body: string;
}

export const ENTRY_COLUMNS = sql`journal, ordinal, account_id, collection_id, position, transaction_id, currency, amount,
  balance_after, booking_date, value_date, body`;

/** An entry in a report, which is of one account or collection. */
export type ReportedEntry = Omit<EntryRow, 'account_id' | 'collection_id'>;

export const REPORTED_COLUMNS = sql`journal, ordinal, position, transaction_id, currency, amount, balance_after,
  booking_date, value_date, body`;

export const HOLD_COLUMNS = sql`transaction_id, account_id, collection_id, position, ended, currency, amount, entry_date,
  value_date, body`;

// SQLite takes 32,766 values in a statement
const ROWS_AT_ONCE = 500;

export async function insertEntries(trx: Transaction, entries: readonly EntryRow[]): Promise<void> {
  await insertRows(entries.map(toValues), (values) =>
    trx.run(
      sql`INSERT INTO ledger_entry (${ENTRY_COLUMNS})
          VALUES ${values}`,
    ),
  );
}

export async function insertHolds(trx: Transaction, holds: readonly HoldRow[]): Promise<void> {
  const rows = holds.map(
    (row) => sql`(${row.transaction_id}, ${row.account_id}, ${row.collection_id}, ${row.position}, ${row.ended},
      ${row.currency}, ${row.amount}, ${row.entry_date}, ${row.value_date}, ${row.body})`,
  );
  await insertRows(rows, (values) =>
    trx.run(
      sql`INSERT INTO ledger_hold (${HOLD_COLUMNS})
          VALUES ${values}`,
    ),
  );
}

/** Runs an insertion for some rows after others. */
export async function insertRows(rows: readonly Sql[], insert: (values: Sql) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await insert(sql.join(rows.slice(start, start + ROWS_AT_ONCE)));
}

export async function selectHolds(trx: Transaction, transactionIds: readonly string[]): Promise<readonly HoldRow[]> {
  if (transactionIds.length === 0) return [];
  return trx.all<HoldRow>(
    sql`SELECT ${HOLD_COLUMNS} FROM ledger_hold WHERE transaction_id IN (${sql.join(transactionIds)})`,
  );
}

export async function endHold(trx: Transaction, transactionId: string, position: number): Promise<void> {
  await trx.run(sql`UPDATE ledger_hold SET ended = ${position} WHERE transaction_id = ${transactionId}`);
}

function toValues(row: EntryRow): Sql {
  return sql`(${row.journal}, ${row.ordinal}, ${row.account_id}, ${row.collection_id}, ${row.position},
    ${row.transaction_id}, ${row.currency}, ${row.amount}, ${row.balance_after}, ${row.booking_date},
    ${row.value_date}, ${row.body})`;
}
