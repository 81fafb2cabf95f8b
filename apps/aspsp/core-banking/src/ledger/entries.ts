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
import { HOLD_COLUMNS, type HoldRow, REPORTED_COLUMNS, type ReportedEntry } from './entry.table.ts';
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
  if (hold !== undefined) return toTransaction({ phase: 'pending', row: hold });
  const entry = await db.first<ReportedEntry>(
    sql`SELECT ${REPORTED_COLUMNS} FROM ledger_entry WHERE transaction_id = ${transactionId} AND ${scope.condition}`,
  );
  return entry === undefined ? undefined : toTransaction({ phase: 'booked', row: entry });
}

function toTransaction(found: ReportRow): Transaction {
  // the object is nobody else's, and a report has a thousand of them
  return Object.assign(decodeBody<EntryParticulars>(found.row.body), toEntry(found));
}

function toCardTransaction(found: ReportRow, { billedPosition }: Scope): CardTransaction {
  const invoiced = found.phase === 'booked' && (found.row.position ?? 0) <= billedPosition;
  return { ...decodeBody<CardParticulars>(found.row.body), ...toEntry(found), invoiced };
}

function toEntry({ phase, row }: ReportRow): BookedEntry | PendingEntry {
  return phase === 'booked' ? toBooked(row) : toPending(row);
}

/** Entries of accounts that PSUs have are never without the members that internal accounts lack. */
function toBooked(row: ReportedEntry): BookedEntry {
  const { currency } = row;
  return {
    transactionId: row.transaction_id ?? '',
    bookingStatus: 'booked',
    entryReference: renderReference(row),
    transactionAmount: { currency, minorUnits: BigInt(row.amount) },
    bookingDate: row.booking_date,
    valueDate: row.value_date,
    balanceAfterTransaction: { currency, minorUnits: BigInt(row.balance_after ?? 0) },
  };
}

function toPending({ transaction_id, currency, amount, entry_date, value_date }: HoldRow): PendingEntry {
  return {
    transactionId: transaction_id,
    bookingStatus: 'pending',
    transactionAmount: { currency, minorUnits: BigInt(amount) },
    entryDate: entry_date,
    ...(value_date === null ? {} : { valueDate: value_date }),
  };
}
