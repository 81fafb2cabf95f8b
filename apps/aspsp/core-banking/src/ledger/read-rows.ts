import { type Queryable, type Sql, sql } from '@openxs2a/store';
import type { EntryQuery } from '../core-banking.ts';
import type { Phase } from './cursor.ts';
import { HOLD_COLUMNS, type HoldRow, REPORTED_COLUMNS, type ReportedEntry } from './entry.table.ts';
import type { Scope } from './scope.ts';

export type ReportRow =
  | { readonly phase: 'booked'; readonly row: ReportedEntry }
  | { readonly phase: 'pending'; readonly row: HoldRow };

/** Positions that a part of a report is between, both included. */
export interface Bounds {
  readonly first: number;
  readonly last: number;
}

export interface RowQuery extends Pick<EntryQuery, 'dateFrom' | 'dateTo' | 'order'> {
  readonly bounds: Bounds;
  readonly limit: number;
}

type ReadRows = (db: Queryable, scope: Scope, query: RowQuery, mark: number) => Promise<readonly ReportRow[]>;

/** Reads the next rows of a status, as they were at the mark. */
export const READ_ROWS: Readonly<Record<Phase, ReadRows>> = {
  async booked(db, { condition }, query) {
    const rows = await db.all<ReportedEntry>(
      sql`SELECT ${REPORTED_COLUMNS} FROM ledger_entry
          WHERE ${condition} AND position >= ${renderFirst(condition, query)} AND position <= ${renderLast(condition, query)}
          ${renderOrder(query)}`,
    );
    return rows.map((row) => ({ phase: 'booked', row }));
  },
  async pending(db, { condition }, query, mark) {
    const { dateFrom, dateTo, bounds } = query;
    const rows = await db.all<HoldRow>(
      sql`SELECT ${HOLD_COLUMNS} FROM ledger_hold
          WHERE ${condition} AND (ended IS NULL OR ended > ${mark})
            AND position >= ${bounds.first} AND position <= ${bounds.last}
            ${dateFrom === undefined ? sql`` : sql`AND entry_date >= ${dateFrom}`}
            ${dateTo === undefined ? sql`` : sql`AND entry_date <= ${dateTo}`}
          ${renderOrder(query)}`,
    );
    return rows.map((row) => ({ phase: 'pending', row }));
  },
};

// Booking dates never go back as positions go on, so that a period is a range of positions whose ends an index finds. Each
// end is one expression, because of two bounds on one side SQLite takes one for its index and filters by the other.

function renderFirst(condition: Sql, { dateFrom, bounds: { first, last } }: RowQuery): Sql {
  if (dateFrom === undefined) return sql`${first}`;
  return sql`(SELECT MAX(position) FROM (SELECT CAST(${first} AS BIGINT) AS position UNION ALL
    SELECT COALESCE((SELECT position FROM ledger_entry WHERE ${condition} AND booking_date >= ${dateFrom}
      ORDER BY booking_date, position LIMIT 1), ${last + 1})) bounds)`;
}

function renderLast(condition: Sql, { dateTo, bounds: { last } }: RowQuery): Sql {
  if (dateTo === undefined) return sql`${last}`;
  return sql`(SELECT MIN(position) FROM (SELECT CAST(${last} AS BIGINT) AS position UNION ALL
    SELECT COALESCE((SELECT position FROM ledger_entry WHERE ${condition} AND booking_date <= ${dateTo}
      ORDER BY booking_date DESC, position DESC LIMIT 1), 0)) bounds)`;
}

function renderOrder({ order, limit }: RowQuery): Sql {
  const direction = order === 'oldestFirst' ? sql`ASC` : sql`DESC`;
  return sql`ORDER BY position ${direction} LIMIT ${limit}`;
}
