import { setImmediate } from 'node:timers/promises';
import { type Queryable, sql } from '@openxs2a/store';
import type { EntryPage, EntryQuery } from '../core-banking.ts';
import { CoreBankingError } from '../error.ts';
import { type Cursor, decodeCursor, decodeMark, encodeCursor, invalidCursor, type Phase } from './cursor.ts';
import { type Bounds, READ_ROWS, type ReportRow } from './read-rows.ts';
import type { Scope } from './scope.ts';

/** What is in a report came after `floor` and not after `mark`. */
interface Window {
  readonly floor: number;
  readonly mark: number;
}

/** Entries of which a report may have more has a turn of the event loop to itself. */
const LONG = 100;

/** A page of rows, as they were at the mark. */
export async function readPage(db: Queryable, scope: Scope, query: EntryQuery): Promise<EntryPage<ReportRow>> {
  if (!Number.isSafeInteger(query.limit) || query.limit < 1) throw new TypeError('A page has one entry at least.');
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor, scope.accountId, query);
  const window = { floor: await findFloor(db, scope, query), mark: cursor?.mark ?? scope.position };
  if (window.mark > scope.position || window.floor > scope.position) throw invalidCursor();
  // what a long one leaves in memory is free again before the next one is read
  if (window.mark - window.floor > LONG) await setImmediate();
  const rows: ReportRow[] = [];
  for (const phase of listPhases(query, cursor)) {
    // one more than the page has, to see whether there is another
    const limit = query.limit + 1 - rows.length;
    const bounds = boundPhase(window, query, cursor?.phase === phase ? cursor.last : undefined);
    if (limit > 0) rows.push(...(await READ_ROWS[phase](db, scope, { ...query, bounds, limit }, window.mark)));
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

/** Where a phase begins and ends, the entries up to `done` having been on pages before. */
function boundPhase({ floor, mark }: Window, { order }: EntryQuery, done: number | undefined): Bounds {
  if (done === undefined) return { first: floor + 1, last: mark };
  return order === 'oldestFirst' ? { first: done + 1, last: mark } : { first: floor + 1, last: done - 1 };
}

function encodeNext(entries: readonly ReportRow[], { mark }: Window, { accountId }: Scope, query: EntryQuery): string {
  const last = entries.at(-1);
  const position = last?.row.position ?? null;
  if (last === undefined || position === null) throw new TypeError('A page before another has entries.');
  return encodeCursor({ mark, phase: last.phase, last: position }, accountId, query);
}

async function findFloor(db: Queryable, scope: Scope, { after }: EntryQuery): Promise<number> {
  if (after === undefined) return 0;
  const floor = 'mark' in after ? decodeMark(after.mark) : await findPosition(db, scope, after.entryReference);
  if (floor === undefined) throw new CoreBankingError('ERR_CORE_ENTRY_UNKNOWN', 'No entry has this entryReference.');
  return floor;
}

async function findPosition(db: Queryable, scope: Scope, entryReference: string): Promise<number | undefined> {
  const [, journal, ordinal] = /^(\d{1,15})-(\d{1,6})$/.exec(entryReference) ?? [];
  if (journal === undefined) return undefined;
  const found = await db.first<{ position: number }>(
    sql`SELECT position FROM ledger_entry
        WHERE journal = ${Number(journal)} AND ordinal = ${Number(ordinal)} AND ${scope.condition}`,
  );
  return found?.position;
}
