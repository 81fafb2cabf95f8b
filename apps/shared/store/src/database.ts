import type { Sql } from './sql.ts';

export type Dialect = 'sqlite' | 'postgresql';

/** What a column holds: the types that SQLite and PostgreSQL share. Times are milliseconds since 1970 in BIGINT columns. */
export type Value = string | number | boolean | Uint8Array | null;

export type Row = Readonly<Record<string, Value>>;

/** Runs statements. `Database` runs each in a transaction of its own; `Transaction` all in one. */
export interface Queryable {
  readonly dialect: Dialect;
  /** The rows that a statement returns (`SELECT`, or `RETURNING`), empty where it returns none. */
  all<Result extends object = Row>(statement: Sql): Promise<readonly Result[]>;
  /** The only row, or undefined; more than one is a programmer's mistake (`TypeError`). */
  first<Result extends object = Row>(statement: Sql): Promise<Result | undefined>;
  /** How many rows an `INSERT`, `UPDATE` or `DELETE` changed. */
  run(statement: Sql): Promise<number>;
}

/**
 * A statement that fails spoils its transaction: it rolls back and rejects with that error, even where `work` caught it.
 * For a conflict that is expected there is `ON CONFLICT`.
 */
export interface Transaction extends Queryable {
  readonly kind: 'transaction';
  /**
   * Runs a change that nobody asks anything of: before the next statement, or the commit. Where it fails the transaction does,
   * at the latest when it is committed. A transaction of nothing else travels to PostgreSQL at once, and shares a commit with others.
   */
  later(statement: Sql): void;
}

export interface TransactionOptions {
  /**
   * `serializable`, the default: as if transactions ran one after the other, on both stores. `read-committed` spares
   * PostgreSQL the bookkeeping where the statements are right by themselves or lock what they read (`sql.forUpdate`); SQLite
   * serialises always. Single statements of a `Database` are read committed.
   */
  readonly isolation?: 'serializable' | 'read-committed';
  /** Milliseconds that one run of `work` may take before it is rolled back; `Infinity` for as long as it wants. */
  readonly timeout?: number;
}

export interface Database extends Queryable {
  readonly kind: 'database';
  /**
   * All or nothing, on disk before it resolves. What `work` throws rolls back and is thrown on. `work` may run more than
   * once (serialisation failures and deadlocks of PostgreSQL, a commit of several that failed on SQLite), so it touches
   * nothing but the database and waits for nothing else. Using the database itself inside of `work` is a `TypeError`.
   */
  transaction<Result>(work: (trx: Transaction) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  /** Lets what was begun end, then closes. What comes after is refused with `ERR_STORE_CLOSED`. */
  close(): Promise<void>;
}
