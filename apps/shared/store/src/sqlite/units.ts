import { createSession, type Session, type SessionOptions } from './session.ts';
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
  options: SessionOptions,
  work: (session: Session) => Promise<Result>,
  toError: (error: unknown) => unknown,
): Unit<Result> {
  return {
    async attempt(frame) {
      const session = createSession(options, frame);
      try {
        const value = await work(session);
        session.commit();
        return { value };
      } catch (error) {
        session.rollback();
        return { error: toError(error) };
      }
    },
  };
}
