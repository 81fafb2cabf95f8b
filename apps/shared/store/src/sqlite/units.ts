import type { DatabaseSync } from 'node:sqlite';
import type { Unit } from './writer.ts';

const FRAMES = {
  alone: { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', rollback: 'ROLLBACK' },
  together: { begin: 'SAVEPOINT unit', commit: 'RELEASE unit', rollback: 'ROLLBACK TO unit; RELEASE unit' },
} as const;

/** One statement. SQLite takes back what a failing statement did by itself, in a transaction and outside of one. */
export function createStatementUnit<Result>(execute: () => Result): Unit<Result> {
  return {
    attempt() {
      try {
        return { value: execute() };
      } catch (error) {
        return { error };
      }
    },
  };
}

/** Several statements, with time between them in which nobody else is let at the connection. */
export function createTransactionUnit<Result>(
  connection: DatabaseSync,
  work: () => Promise<Result>,
  toError: (error: unknown) => unknown,
): Unit<Result> {
  return {
    async attempt(frame) {
      const { begin, commit, rollback } = FRAMES[frame];
      try {
        connection.exec(begin);
        const value = await work();
        connection.exec(commit);
        return { value };
      } catch (error) {
        // some errors, a full disk among them, end the transaction by themselves
        if (connection.isTransaction) connection.exec(rollback);
        return { error: toError(error) };
      }
    },
  };
}
