import type { PoolClient, QueryResult } from 'pg';
import type { Value } from '../database.ts';
import type { Executor } from '../queryable.ts';
import type { Sql } from '../sql.ts';
import { toStoreError } from './errors.ts';
import type { createQueries } from './queries.ts';

/** Runs the statements of a transaction on its connection, one after the other, in whatever way they are awaited. */
export function createSessionExecutor(
  client: PoolClient,
  toQuery: ReturnType<typeof createQueries>,
): Executor & {
  /** What PostgreSQL failed with first, as the driver has it. */
  failure(): unknown;
} {
  let failure: unknown;
  let last: Promise<unknown> = Promise.resolve();
  const query = async (statement: Sql): Promise<QueryResult> => {
    const sent = last.then(() => client.query<Record<string, Value>, Value[]>(toQuery(statement)));
    // the one that waits is told by its own promise
    last = sent.catch(() => undefined);
    try {
      return await sent;
    } catch (error) {
      failure ??= error;
      throw toStoreError(error, false);
    }
  };
  return {
    rows: async (statement) => (await query(statement)).rows,
    changes: async (statement) => (await query(statement)).rowCount ?? 0,
    failure: () => failure,
  };
}
