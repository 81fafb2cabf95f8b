import type { Dialect, Transaction } from './database.ts';
import { createQueryable, type Executor } from './queryable.ts';

/** Runs `work` in a transaction that is begun already; resolves where it may be committed, rejects where it must not. */
export async function runWork<Result>(
  dialect: Dialect,
  executor: Executor,
  work: (trx: Transaction) => Promise<Result>,
): Promise<Result> {
  let ended = false;
  let spoiled: { readonly error: unknown } | undefined;
  const guard = async <T>(execute: () => Promise<T>): Promise<T> => {
    if (ended) throw new TypeError('A transaction was used after its end.');
    if (spoiled !== undefined) throw spoiled.error;
    try {
      return await execute();
    } catch (error) {
      spoiled ??= { error };
      throw error;
    }
  };
  const queryable = createQueryable(dialect, {
    rows: (statement) => guard(() => executor.rows(statement)),
    changes: (statement) => guard(() => executor.changes(statement)),
  });
  try {
    const result = await work({ kind: 'transaction', ...queryable });
    if (spoiled !== undefined) throw spoiled.error;
    return result;
  } finally {
    ended = true;
  }
}
