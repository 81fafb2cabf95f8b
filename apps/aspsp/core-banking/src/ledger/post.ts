import { sql, type Transaction } from '@openxs2a/store';
import type { AccountStates } from './account-states.ts';
import { bookPosting, endPending, renderReference } from './book.ts';
import { checkJournalEntry } from './check-journal.ts';
import { type EntryRow, endHold, type HoldRow, insertEntries, insertRows } from './entry.table.ts';
import { LedgerError } from './error.ts';
import { loadOpenHolds, takeHold } from './holds.ts';
import type { JournalEntry, Posted, PostedEntry, Posting } from './journal.ts';
import { changeAccounts, type PostingContext } from './posting-context.ts';

type KeyedEntry = JournalEntry & { readonly key: string };

interface NumberedEntry extends KeyedEntry {
  readonly number: number;
}

/** Posts those whose keys are new, in the order given, all or none. */
export async function post(
  trx: Transaction,
  entries: readonly JournalEntry[],
  context: PostingContext,
): Promise<readonly Posted[]> {
  for (const entry of entries) checkJournalEntry(entry);
  const keyed = entries.map((entry) => ({ ...entry, key: entry.key ?? context.newTransactionId() }));
  if (new Set(keyed.map(({ key }) => key)).size < keyed.length)
    throw new TypeError('Two journal entries with one key.');
  const numbered = await insertJournals(trx, keyed, context);
  if (numbered.length === 0) return [];
  const postings = numbered.flatMap(({ postings }) => postings);
  const accountIds = postings.map(({ accountId }) => accountId);
  const rows = await changeAccounts(trx, accountIds, context, async (accounts) => {
    const pending = postings.flatMap(({ pending }) => pending ?? []);
    const open = await loadOpenHolds(trx, pending);
    return numbered.map((entry) => bookEntry(accounts, open, entry, context));
  });
  await endHolds(trx, postings, rows.flat());
  await insertEntries(trx, rows.flat());
  await refuseUnbalanced(trx, numbered);
  return numbered.map(({ key, number }, index) => toPosted(key, number, rows[index] ?? []));
}

function bookEntry(
  accounts: AccountStates,
  open: Map<string, HoldRow>,
  { number, postings, bookingDate }: NumberedEntry,
  { today, newTransactionId }: PostingContext,
): readonly EntryRow[] {
  return postings.map((posting, index) => {
    const { pending, accountId } = posting;
    const hold = pending === undefined ? undefined : endPending(accounts, takeHold(open, pending, accountId));
    const frame = { journal: number, ordinal: index + 1, bookingDate: bookingDate ?? today, hold };
    return bookPosting(accounts, posting, { ...frame, transactionId: newTransactionId() });
  });
}

/** What was pending ends where its entry begins. */
async function endHolds(trx: Transaction, postings: readonly Posting[], rows: readonly EntryRow[]): Promise<void> {
  for (const [index, { pending }] of postings.entries()) {
    const position = rows[index]?.position ?? null;
    if (pending !== undefined && position !== null) await endHold(trx, pending, position);
  }
}

/** Numbers the entries; those whose key is there already are not among them. */
async function insertJournals(
  trx: Transaction,
  entries: readonly KeyedEntry[],
  { now, today }: PostingContext,
): Promise<readonly NumberedEntry[]> {
  const numbers = new Map<string, number>();
  const rows = entries.map(
    ({ key, bookingDate = today, description }) => sql`(${key}, ${bookingDate}, ${now.getTime()}, ${description})`,
  );
  await insertRows(rows, async (values) => {
    const inserted = await trx.all<{ number: number; key: string }>(
      sql`INSERT INTO ledger_journal (key, booking_date, posted_at, description) VALUES ${values}
          ON CONFLICT (key) DO NOTHING RETURNING number, key`,
    );
    for (const { number, key } of inserted) numbers.set(key, number);
  });
  return entries.flatMap((entry) => {
    const number = numbers.get(entry.key);
    return number === undefined ? [] : [{ ...entry, number }];
  });
}

/** The database's own word that what is about to be committed sums to zero. */
async function refuseUnbalanced(trx: Transaction, entries: readonly NumberedEntry[]): Promise<void> {
  const numbers = entries.map(({ number }) => number).toSorted((one, other) => one - other);
  const wrong = await trx.all(
    sql`SELECT journal FROM ledger_entry WHERE journal BETWEEN ${numbers[0] ?? 0} AND ${numbers.at(-1) ?? 0}
        GROUP BY journal, currency HAVING SUM(amount) <> 0 LIMIT 1`,
  );
  if (wrong.length > 0) throw new LedgerError('ERR_LEDGER_UNBALANCED', 'The postings do not sum to zero.');
}

function toPosted(key: string, journal: number, rows: readonly EntryRow[]): Posted {
  const entries = rows.flatMap((row): PostedEntry[] => {
    const { account_id: accountId, transaction_id: transactionId } = row;
    return transactionId === null ? [] : [{ accountId, transactionId, entryReference: renderReference(row) }];
  });
  return { key, journal, entries };
}
