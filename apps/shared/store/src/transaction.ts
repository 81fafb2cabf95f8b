import type { Dialect, Transaction } from './database.ts';
import { StoreError } from './error.ts';
import { createQueryable, type TransactionExecutor } from './queryable.ts';
import type { Sql } from './sql.ts';

/**
 * Runs `work` in a transaction that is begun already; resolves where it may be committed, rejects where it must not. When
 * it took so many milliseconds it rejects, and no statement of `work` reaches the executor any more.
 */
export async function runWork<Result>(
  dialect: Dialect,
  executor: TransactionExecutor,
  work: (trx: Transaction) => Promise<Result>,
  timeout: number,
): Promise<Result> {
  const state = createState();
  const expiry = Promise.withResolvers<never>();
  const timer = Number.isFinite(timeout) ? setTimeout(() => expiry.reject(state.expire()), timeout) : undefined;
  const queryable = createQueryable(dialect, {
    rows: (statement) => state.guard(() => executor.rows(statement)),
    changes: (statement) => state.guard(() => executor.changes(statement)),
  });
  try {
    const later = (statement: Sql) => state.guardNow(() => executor.later(statement));
    const result = await Promise.race([work({ kind: 'transaction', ...queryable, later }), expiry.promise]);
    state.refuseSpoiled();
    return result;
  } finally {
    clearTimeout(timer);
    state.end();
  }
}

function createState() {
  let ended = false;
  let spoiled: { readonly error: unknown } | undefined;
  const refuseSpoiled = (): void => {
    if (spoiled !== undefined) throw spoiled.error;
  };
  const refuse = (): void => {
    refuseSpoiled();
    if (ended) throw new TypeError('A transaction was used after its end.');
  };
  const spoil = (error: unknown): never => {
    spoiled ??= { error };
    throw error;
  };
  return {
    refuseSpoiled,
    async guard<Result>(execute: () => Promise<Result> | Result): Promise<Result> {
      refuse();
      try {
        return await execute();
      } catch (error) {
        return spoil(error);
      }
    },
    guardNow(execute: () => void): void {
      refuse();
      try {
        execute();
      } catch (error) {
        spoil(error);
      }
    },
    expire(): StoreError {
      const error = new StoreError('ERR_STORE_TIMEOUT', 'A transaction took too long.');
      spoiled ??= { error };
      return error;
    },
    end(): void {
      ended = true;
    },
  };
}
