import type { Database, Row, Transaction } from '../database.ts';
import { isReading, isReturning } from '../reading.ts';
import { type Sql, sql } from '../sql.ts';
import type { EntryRow } from './entry.ts';
import type { LogTables } from './tables.ts';

/** The `INSERT` of an entry: as such, or one for each row of a source, say of a common table expression. */
export function insertEntry({ tail }: LogTables, columns: Omit<EntryRow, 'id'>, source: Sql = sql``): Sql {
  const { node, time, kind, actor, subject, body } = columns;
  // the types are said, because PostgreSQL takes none from the table where the values are selected
  return sql`INSERT INTO ${tail} (time, node, kind, actor, subject, body)
    SELECT CAST(${time} AS BIGINT), CAST(${node} AS TEXT), CAST(${kind} AS TEXT), CAST(${actor} AS TEXT),
      CAST(${subject} AS TEXT), CAST(${body} AS TEXT) ${source}`;
}

/**
 * Runs a change and appends an entry if the change gave a row, as one: a single statement on PostgreSQL, which is what a
 * hot path pays for, and a transaction on SQLite, where that costs no more.
 */
export async function changeAndAppend<Result extends object = Row>(
  queryable: Database | Transaction,
  change: Sql,
  insertFrom: (source: Sql) => Sql,
): Promise<readonly Result[]> {
  if (!isReading(change) && !isReturning(change))
    throw new TypeError('A change that is recorded returns rows: RETURNING.');
  if (queryable.dialect === 'postgresql') {
    const insert = insertFrom(sql`WHERE EXISTS (SELECT 1 FROM changed)`);
    return queryable.all<Result>(sql`WITH changed AS (${change}), logged AS (${insert}) SELECT * FROM changed`);
  }
  const inside = async (trx: Transaction): Promise<readonly Result[]> => {
    const rows = await trx.all<Result>(change);
    if (rows.length > 0) await trx.run(insertFrom(sql``));
    return rows;
  };
  return queryable.kind === 'transaction' ? inside(queryable) : queryable.transaction(inside);
}

/** The same, where the change is sure to be made and nobody asks for its rows. */
export function changeAndAppendLater(trx: Transaction, change: Sql, insert: Sql): void {
  const statements = trx.dialect === 'postgresql' ? [sql`WITH changed AS (${change}) ${insert}`] : [change, insert];
  for (const statement of statements) trx.later(statement);
}
