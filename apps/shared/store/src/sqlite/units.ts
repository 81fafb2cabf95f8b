import type { DatabaseSync } from 'node:sqlite';
import type { Frames } from './frames.ts';
import type { Unit } from './writer.ts';

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
  frames: Frames,
  work: () => Promise<Result>,
  toError: (error: unknown) => unknown,
): Unit<Result> {
  return {
    async attempt(frame) {
      const { begin, commit, rollback } = frames[frame];
      try {
        begin();
        const value = await work();
        commit();
        return { value };
      } catch (error) {
        // some errors, a full disk among them, end the transaction by themselves
        if (connection.isTransaction) rollback();
        return { error: toError(error) };
      }
    },
  };
}
