import type { Database } from './database.ts';
import { openPostgresql } from './postgresql/open.ts';
import type { RandomNumber } from './postgresql/retry.ts';
import { openSqlite } from './sqlite/open.ts';

export interface DatabaseOptions {
  /** Whether nothing may be written: what is not there is not made, and changes fail. Default: false. */
  readonly readOnly?: boolean;
  /** How long a transaction may take before it is rolled back, in milliseconds. */
  readonly transactionTimeout?: number;
  /** SQLite: how long to wait for another process that writes to the file, in milliseconds. The event loop waits, too. */
  readonly busyTimeout?: number;
  /** PostgreSQL: how long a statement may take, in milliseconds. */
  readonly statementTimeout?: number;
  /** PostgreSQL: how many connections at most. */
  readonly connections?: number;
  /** PostgreSQL: how long to wait for a connection, in milliseconds. */
  readonly connectTimeout?: number;
  /** PostgreSQL: varies the wait before a transaction that met others is run again. */
  readonly random?: RandomNumber;
}

/**
 * Opens what the location names: a file of SQLite or `:memory:`, or PostgreSQL by its `postgresql://` URL. A file is made
 * if it is not there, for its owner alone. Rejects with a `StoreError`.
 */
export async function openDatabase(location: string, options: DatabaseOptions = {}): Promise<Database> {
  const { readOnly = false, transactionTimeout = 30_000, busyTimeout = 5_000 } = options;
  const { statementTimeout = 30_000, connections = 10, connectTimeout = 10_000, random = Math.random } = options;
  if (/^postgres(?:ql)?:\/\//.test(location))
    return openPostgresql(location, {
      readOnly,
      transactionTimeout,
      statementTimeout,
      connections,
      connectTimeout,
      random,
    });
  if (/^[a-z]+:\/\//i.test(location)) throw new TypeError('A database is a file, ":memory:" or a postgresql:// URL.');
  return openSqlite(location, { readOnly, transactionTimeout, busyTimeout });
}
