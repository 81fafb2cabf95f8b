import type { Database } from './database.ts';
import { openSqlite } from './sqlite/open.ts';

export interface DatabaseOptions {
  /** SQLite: how long to wait for another process that writes to the file, in milliseconds. The event loop waits, too. */
  readonly busyTimeout?: number;
}

/**
 * Opens what the location names: a file of SQLite or `:memory:`, or PostgreSQL by its `postgresql://` URL. A file is made
 * if it is not there, for its owner alone. Rejects with a `StoreError`.
 */
export async function openDatabase(location: string, options: DatabaseOptions = {}): Promise<Database> {
  if (/^postgres(?:ql)?:\/\//.test(location)) throw new TypeError('PostgreSQL comes next.');
  return openSqlite(location, { busyTimeout: options.busyTimeout ?? 5000 });
}
