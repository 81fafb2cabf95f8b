import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../error.ts';
import { toStoreError } from './errors.ts';

export interface ConnectionOptions {
  readonly readOnly: boolean;
  readonly busyTimeout: number;
}

export interface Connections {
  readonly writer: DatabaseSync;
  /** For the time in which the writer is in a transaction: sees what is committed; none where there is one connection: in memory, or read only. */
  readonly reader: DatabaseSync | undefined;
}

/** Enough for the inner pages of indexes over some millions of rows. */
const CACHE_KIB = 64 * 1024;

/**
 * WAL, so that readers and the writer do not wait for each other, and `synchronous=FULL`, so that a commit is on disk
 * when it returns. Triggers fire for the deletions of `INSERT OR REPLACE`, too.
 */
export function connectSqlite(location: string, { readOnly, busyTimeout }: ConnectionOptions): Connections {
  const options = { timeout: busyTimeout, enableForeignKeyConstraints: true };
  try {
    if (readOnly) return { writer: new DatabaseSync(location, { ...options, readOnly }), reader: undefined };
    if (location !== ':memory:') createPrivateFile(location);
    const writer = new DatabaseSync(location, options);
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON');
    writer.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    if (location === ':memory:') return { writer, reader: undefined };
    return { writer, reader: new DatabaseSync(location, { ...options, readOnly: true }) };
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Readable by its owner alone, as the files that SQLite puts beside it: by itself it would make them for everybody. */
function createPrivateFile(location: string): void {
  try {
    closeSync(openSync(location, 'a', 0o600));
  } catch (error) {
    // the file system's word for why, which names the path and nothing else
    const driverCode = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    throw new StoreError('ERR_STORE_UNAVAILABLE', `"${location}" cannot be opened: ${driverCode}.`, { driverCode });
  }
}
