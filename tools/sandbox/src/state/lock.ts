import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DataError } from './data-error.ts';

/** Held until it is let go, or the process ends, in whatever way: the system takes the lock of its file back. */
export interface Lock {
  /** A second time does nothing. */
  release(): void;
}

/**
 * Takes the lock that a file stands for. It is SQLite's: nothing that a killed process leaves behind looks like a lock, as
 * a file with its number would. That number is in the file only to be told. Throws DataError where another has the lock.
 */
export function takeLock(file: string, folder: string): Lock {
  closeSync(openSync(file, 'a', 0o600)); // SQLite would let others read it
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
    return { release: () => database.isOpen && database.close() };
  } catch (error) {
    const holder = isBusy(error) ? readHolder(database) : undefined;
    database.close();
    if (holder === undefined) throw error;
    throw new DataError(
      `Process ${holder} uses ${folder} already: stop it, or name another folder by "npm start -- --data FOLDER".`,
      { cause: error },
    );
  }
}

const SQLITE_BUSY = 5;

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

/** Whoever holds the lock lets others read. */
function readHolder(database: DatabaseSync): string {
  try {
    return String(database.prepare('PRAGMA user_version').get()?.['user_version']);
  } catch {
    return '(unknown)'; // it is writing its number at this moment; who it is is only told, nothing depends on it
  }
}
