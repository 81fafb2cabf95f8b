import type { DatabaseSync } from 'node:sqlite';
import type { Outcome, Unit } from './writer.ts';

interface Promised {
  readonly promise: Promise<unknown>;
  readonly unit: Unit;
}

/** One statement. SQLite takes back what a failing statement did by itself, in a transaction and outside of one. */
export function createStatementUnit(execute: () => unknown): Promised {
  const { promise, settle } = createAnswer();
  const attempt = (): Outcome => {
    try {
      return { value: execute() };
    } catch (error) {
      return { error };
    }
  };
  return { promise, unit: { attemptAlone: attempt, attemptTogether: attempt, settle } };
}

/** Several statements, with time between them in which nobody else is let at the connection. */
export function createTransactionUnit(
  connection: DatabaseSync,
  work: () => Promise<unknown>,
  toError: (error: unknown) => unknown,
): Promised {
  const { promise, settle } = createAnswer();
  const attempt = async (begin: string, commit: string, rollback: string): Promise<Outcome> => {
    try {
      connection.exec(begin);
      const value = await work();
      connection.exec(commit);
      return { value };
    } catch (error) {
      if (connection.isTransaction) connection.exec(rollback);
      return { error: toError(error) };
    }
  };
  const attemptAlone = () => attempt('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK');
  const attemptTogether = () => attempt('SAVEPOINT unit', 'RELEASE unit', 'ROLLBACK TO unit; RELEASE unit');
  return { promise, unit: { attemptAlone, attemptTogether, settle } };
}

function createAnswer(): { promise: Promise<unknown>; settle: (outcome: Outcome) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  return { promise, settle: (outcome) => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value)) };
}
