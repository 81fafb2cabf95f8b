import type { Queryable } from '../database.ts';
import { StoreError } from '../error.ts';
import { type Sql, sql } from '../sql.ts';
import type { EntryRow, Json } from './entry.ts';
import type { LogTables } from './tables.ts';

export interface LogFilter {
  readonly kind?: string | readonly string[] | undefined;
  readonly actor?: string | readonly string[] | undefined;
  readonly subject?: string | readonly string[] | undefined;
  /** Not before this. */
  readonly from?: Date | undefined;
  /** Before this. */
  readonly to?: Date | undefined;
  /** What else holds of `actor` and `subject`: a condition of SQL, in which tables of the same database may be asked. */
  readonly condition?: Sql | undefined;
  /** The `next` of the page before. */
  readonly after?: number | undefined;
  /** Entries of a page, 1 to 1000; 100 if it is not given. */
  readonly limit?: number | undefined;
}

export interface LogRecord {
  readonly id: number;
  readonly node: string;
  readonly time: Date;
  readonly kind: string;
  readonly actor: string | undefined;
  readonly subject: string | undefined;
  readonly body: Json;
  readonly sealed: boolean;
}

export interface LogPage {
  readonly records: readonly LogRecord[];
  /** What `after` is for the next page; undefined on the last. */
  readonly next: number | undefined;
}

type FoundRow = EntryRow & { readonly sealed: number };

/** Sealed and unsealed entries of all nodes, in the order in which the database took them. */
export async function readLog(queryable: Queryable, tables: LogTables, filter: LogFilter): Promise<LogPage> {
  const { limit = 100 } = filter;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new TypeError('A page has 1 to 1000 entries.');
  const condition = sql.join(toConditions(filter), sql` AND `);
  const part = (table: Sql, sealed: number) => sql`SELECT * FROM (
    SELECT id, node, time, kind, actor, subject, body, CAST(${sealed} AS INTEGER) AS sealed
    FROM ${table} WHERE ${condition} ORDER BY id LIMIT ${limit + 1}) AS part`;
  const rows = await queryable.all<FoundRow>(
    sql`${part(tables.entry, 1)} UNION ALL ${part(tables.tail, 0)} ORDER BY id LIMIT ${limit + 1}`,
  );
  const records = rows.slice(0, limit).map(toRecord);
  return { records, next: rows.length > limit ? records.at(-1)?.id : undefined };
}

function toConditions({ kind, actor, subject, from, to, condition, after }: LogFilter): readonly Sql[] {
  const isOneOf = (column: Sql, values: string | readonly string[] | undefined): readonly Sql[] =>
    values === undefined ? [] : [sql`${column} IN (${sql.join(typeof values === 'string' ? [values] : values)})`];
  return [
    sql`id > ${after ?? 0}`,
    ...isOneOf(sql`kind`, kind),
    ...isOneOf(sql`actor`, actor),
    ...isOneOf(sql`subject`, subject),
    ...(from === undefined ? [] : [sql`time >= ${from.getTime()}`]),
    ...(to === undefined ? [] : [sql`time < ${to.getTime()}`]),
    ...(condition === undefined ? [] : [sql`(${condition})`]),
  ];
}

function toRecord({ id, node, time, kind, actor, subject, body, sealed }: FoundRow): LogRecord {
  return {
    id,
    node,
    time: toDate(id, time),
    kind,
    actor: actor ?? undefined,
    subject: subject ?? undefined,
    body: parseBody(id, body),
    sealed: sealed === 1,
  };
}

function toDate(id: number, time: number): Date {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? refuse(id, 'time') : date;
}

function parseBody(id: number, body: string): Json {
  try {
    // the log wrote it, of a `Json`
    return JSON.parse(body) as Json;
  } catch {
    // what it is instead is nobody's here
    return refuse(id, 'body');
  }
}

/** A log never writes such an entry. */
function refuse(id: number, column: string): never {
  throw new StoreError('ERR_STORE_LOG_BROKEN', `The ${column} of entry ${id} is none of a log: it was changed.`);
}
