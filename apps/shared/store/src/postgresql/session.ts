import type { PoolClient, QueryResult } from 'pg';
import type { Row, Value } from '../database.ts';
import type { Executor } from '../queryable.ts';
import type { Sql } from '../sql.ts';
import { toStoreError } from './errors.ts';
import type { ToQuery } from './queries.ts';

/** The statements of one transaction, on its connection, one after the other however they are awaited. */
export interface Session extends Executor {
  /** What PostgreSQL failed with first, as the driver has it. */
  failure(): unknown;
  /** Resolves when all statements were answered. */
  settled(): Promise<void>;
}

export function createSession(client: PoolClient, toQuery: ToQuery): Session {
  let failure: unknown;
  let last: Promise<unknown> = Promise.resolve();
  const query = async (statement: Sql): Promise<QueryResult> => {
    const answer = last.then(() => client.query<Row, Value[]>(toQuery(statement)));
    // who sent it is told by the answer itself
    last = answer.catch(() => undefined);
    try {
      return await answer;
    } catch (error) {
      failure ??= error;
      throw toStoreError(error, false);
    }
  };
  return {
    rows: async (statement) => (await query(statement)).rows,
    changes: async (statement) => (await query(statement)).rowCount ?? 0,
    failure: () => failure,
    async settled() {
      await last;
    },
  };
}
