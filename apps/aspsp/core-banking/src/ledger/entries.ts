import { type Queryable, sql } from '@openxs2a/store';
import type { EntryPage, EntryQuery } from '../core-banking.ts';
import type {
  BookedEntry,
  CardParticulars,
  CardTransaction,
  EntryParticulars,
  PendingEntry,
  Transaction,
} from '../transaction.ts';
import { decodeBody } from './body.ts';
import { renderReference } from './book.ts';
import { ENTRY_COLUMNS, type EntryRow, HOLD_COLUMNS, type HoldRow } from './entry.table.ts';
import type { ReportRow } from './read-rows.ts';
import { readPage } from './report.ts';
import { findScope, type Scope } from './scope.ts';

export async function listTransactionsOf(
  db: Queryable,
  accountId: string,
  query: EntryQuery,
): Promise<EntryPage<Transaction> | undefined> {
  const scope = await findScope(db, accountId, 'payment');
  if (scope === undefined) return undefined;
  const page = await readPage(db, scope, query);
  return { ...page, entries: page.entries.map(toTransaction) };
}

export async function listCardTransactionsOf(
  db: Queryable,
  accountId: string,
  query: EntryQuery,
): Promise<EntryPage<CardTransaction> | undefined> {
  const scope = await findScope(db, accountId, 'card');
  if (scope === undefined) return undefined;
  const page = await readPage(db, scope, query);
  return { ...page, entries: page.entries.map((row) => toCardTransaction(row, scope)) };
}

/** Pending ones are looked for first: what is not pending any more is booked by then. */
export async function findTransactionOf(
  db: Queryable,
  accountId: string,
  transactionId: string,
): Promise<Transaction | undefined> {
  const scope = await findScope(db, accountId, 'payment');
  if (scope === undefined) return undefined;
  const hold = await db.first<HoldRow>(
    sql`SELECT ${HOLD_COLUMNS} FROM ledger_hold WHERE transaction_id = ${transactionId} AND ended IS NULL AND ${scope.condition}`,
  );
  if (hold !== undefined) return toTransaction({ phase: 'pending', ...hold });
  const entry = await db.first<EntryRow>(
    sql`SELECT ${ENTRY_COLUMNS} FROM ledger_entry WHERE transaction_id = ${transactionId} AND ${scope.condition}`,
  );
  return entry === undefined ? undefined : toTransaction({ phase: 'booked', ...entry });
}

function toTransaction(row: ReportRow): Transaction {
  return { ...decodeBody<EntryParticulars>(row.body), ...toEntry(row) };
}

function toCardTransaction(row: ReportRow, { billedPosition }: Scope): CardTransaction {
  const invoiced = row.phase === 'booked' && (row.position ?? 0) <= billedPosition;
  return { ...decodeBody<CardParticulars>(row.body), ...toEntry(row), invoiced };
}

function toEntry(row: ReportRow): BookedEntry | PendingEntry {
  const { currency } = row;
  const frame = {
    transactionId: row.transaction_id ?? '',
    transactionAmount: { currency, minorUnits: BigInt(row.amount) },
    ...(row.value_date === null ? {} : { valueDate: row.value_date }),
  };
  if (row.phase === 'pending') return { ...frame, bookingStatus: 'pending', entryDate: row.entry_date };
  return {
    ...frame,
    bookingStatus: 'booked',
    entryReference: renderReference(row),
    bookingDate: row.booking_date,
    balanceAfterTransaction: { currency, minorUnits: BigInt(row.balance_after ?? 0) },
  };
}
