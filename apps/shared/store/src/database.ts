import type { Sql } from './sql.ts';

/** What a column holds: the types that SQLite and PostgreSQL share. Times are milliseconds since 1970 in BIGINT columns. */
export type Value = string | number | boolean | Uint8Array | null;

export type Row = Readonly<Record<string, Value>>;

/** Runs statements. `Database` runs each in a transaction of its own; `Transaction` all in one. */
export interface Queryable {
  /** The rows that a statement returns (`SELECT`, or `RETURNING`), empty where it returns none. */
  all<Result extends object = Row>(statement: Sql): Promise<readonly Result[]>;
  /** The only row, or undefined; more than one is a programmer's mistake. */
  first<Result extends object = Row>(statement: Sql): Promise<Result | undefined>;
  /** How many rows a statement changed. */
  run(statement: Sql): Promise<number>;
}

export interface Transaction extends Queryable {
  readonly kind: 'transaction';
}

export interface Database extends Queryable {
  readonly kind: 'database';
  readonly dialect: 'sqlite' | 'postgresql';
  /**
   * All or nothing, on disk before it resolves. What `work` throws rolls back and is thrown on. Serialisation failures
   * and deadlocks of PostgreSQL run `work` again, so it touches nothing but the database.
   */
  transaction<Result>(work: (trx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
