import { type Queryable, type Sql, sql } from '@openxs2a/store';
import type { EntryPage, EntryQuery } from '../core-banking.ts';
import { CoreBankingError } from '../error.ts';
import { type Cursor, decodeCursor, decodeMark, encodeCursor, invalidCursor, type Phase } from './cursor.ts';
import type { EntryRow, HoldRow } from './entry.table.ts';
import type { Scope } from './scope.ts';

export type ReportRow = ({ readonly phase: 'booked' } & EntryRow) | ({ readonly phase: 'pending' } & HoldRow);

/** What bounds a report by position: what is in it came after `floor` and not after `mark`. */
interface Window {
  readonly floor: number;
  readonly mark: number;
}

/** A page of rows, as they were at the mark. */
export async function readPage(db: Queryable, scope: Scope, query: EntryQuery): Promise<EntryPage<ReportRow>> {
  if (!Number.isSafeInteger(query.limit) || query.limit < 1) throw new TypeError('A page has one entry at least.');
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor, scope.accountId, query);
  const window = { floor: await findFloor(db, scope, query), mark: cursor?.mark ?? scope.position };
  if (window.mark > scope.position || window.floor > scope.position) throw invalidCursor();
  const rows: ReportRow[] = [];
  for (const phase of listPhases(query, cursor)) {
    const last = cursor?.phase === phase ? cursor.last : undefined;
    const missing = query.limit + 1 - rows.length;
    if (missing > 0) rows.push(...(await READ[phase](db, scope, query, window, last, missing)));
  }
  const entries = rows.slice(0, query.limit);
  const next = rows.length > query.limit ? { next: encodeNext(entries, window, scope, query) } : {};
  return { entries, ...next, mark: String(window.mark) };
}

/** Pending entries are newer than all that is booked. */
function listPhases({ bookingStatus, order }: EntryQuery, cursor: Cursor | undefined): readonly Phase[] {
  if (bookingStatus !== 'both') return [bookingStatus];
  const phases: readonly Phase[] = order === 'oldestFirst' ? ['booked', 'pending'] : ['pending', 'booked'];
  return phases.slice(cursor === undefined ? 0 : phases.indexOf(cursor.phase));
}

function encodeNext(entries: readonly ReportRow[], { mark }: Window, { accountId }: Scope, query: EntryQuery): string {
  const last = entries.at(-1);
  // a limit is one at least, and a next page comes after a full one
  if (last === undefined) throw new TypeError('A page before another has entries.');
  return encodeCursor({ mark, phase: last.phase, last: last.position ?? 0 }, accountId, query);
}

async function findFloor(db: Queryable, { condition }: Scope, { after }: EntryQuery): Promise<number> {
  if (after === undefined) return 0;
  if ('mark' in after) return decodeMark(after.mark);
  const [, journal, ordinal] = /^(\d{1,15})-(\d{1,6})$/.exec(after.entryReference) ?? [];
  const found =
    journal === undefined
      ? undefined
      : await db.first<{ position: number }>(
          sql`SELECT position FROM ledger_entry
              WHERE journal = ${Number(journal)} AND ordinal = ${Number(ordinal)} AND ${condition}`,
        );
  if (found === undefined) throw new CoreBankingError('ERR_CORE_ENTRY_UNKNOWN', 'No entry has this entryReference.');
  return found.position;
}

type ReadRows = (
  db: Queryable,
  scope: Scope,
  query: EntryQuery,
  window: Window,
  last: number | undefined,
  limit: number,
) => Promise<readonly ReportRow[]>;

const READ: Readonly<Record<Phase, ReadRows>> = {
  async booked(db, { condition }, query, window, last, limit) {
    const rows = await db.all<EntryRow>(
      sql`SELECT journal, ordinal, account_id, collection_id, position, transaction_id, currency, amount, balance_after,
            booking_date, value_date, body
          FROM ledger_entry WHERE ${condition} AND ${sql.join([...bound(query, window, last), ...boundDates(condition, query, window)], AND)}
          ${sortBy(query)} LIMIT ${limit}`,
    );
    return rows.map((row) => ({ phase: 'booked', ...row }));
  },
  async pending(db, { condition }, query, window, last, limit) {
    const { dateFrom, dateTo } = query;
    const rows = await db.all<HoldRow>(
      sql`SELECT transaction_id, account_id, collection_id, position, ended, currency, amount, entry_date, value_date, body
          FROM ledger_hold WHERE ${condition} AND (ended IS NULL OR ended > ${window.mark})
            AND ${sql.join(bound(query, window, last), AND)}
            ${dateFrom === undefined ? sql`` : sql`AND entry_date >= ${dateFrom}`}
            ${dateTo === undefined ? sql`` : sql`AND entry_date <= ${dateTo}`}
          ${sortBy(query)} LIMIT ${limit}`,
    );
    return rows.map((row) => ({ phase: 'pending', ...row }));
  },
};

const AND = sql` AND `;

function bound({ order }: EntryQuery, { floor, mark }: Window, last: number | undefined): readonly Sql[] {
  if (last === undefined) return [sql`position > ${floor}`, sql`position <= ${mark}`];
  return order === 'oldestFirst'
    ? [sql`position > ${last}`, sql`position <= ${mark}`]
    : [sql`position > ${floor}`, sql`position < ${last}`];
}

/** Booking dates never go back as positions go on, so that a period is a range of positions, found in two steps of an index. */
function boundDates(condition: Sql, { dateFrom, dateTo }: EntryQuery, { mark }: Window): readonly Sql[] {
  const from = sql`position >= COALESCE((SELECT position FROM ledger_entry
    WHERE ${condition} AND booking_date >= ${dateFrom ?? ''} ORDER BY booking_date, position LIMIT 1), ${mark + 1})`;
  const to = sql`position <= COALESCE((SELECT position FROM ledger_entry
    WHERE ${condition} AND booking_date <= ${dateTo ?? ''} ORDER BY booking_date DESC, position DESC LIMIT 1), 0)`;
  return [...(dateFrom === undefined ? [] : [from]), ...(dateTo === undefined ? [] : [to])];
}

function sortBy({ order }: EntryQuery): Sql {
  return order === 'oldestFirst' ? sql`ORDER BY position` : sql`ORDER BY position DESC`;
}
