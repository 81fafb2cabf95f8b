import type { PoolClient } from 'pg';
import type { Transaction } from '../database.ts';
import { runWork } from '../transaction.ts';
import { isRetryable, toStoreError } from './errors.ts';
import type { createQueries } from './queries.ts';
import { createSessionExecutor } from './session.ts';

export type Isolation = 'serializable' | 'read-committed';

const BEGIN: Readonly<Record<Isolation, string>> = {
  serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
  'read-committed': 'BEGIN ISOLATION LEVEL READ COMMITTED',
};

/**
 * Runs a transaction once. Where others were in the way it rejects with the driver's error, by which `isRetryable` knows,
 * whatever `work` made of it.
 */
export async function attemptTransaction<Result>(
  client: PoolClient,
  toQuery: ReturnType<typeof createQueries>,
  isolation: Isolation,
  work: (trx: Transaction) => Promise<Result>,
): Promise<Result> {
  await client.query(BEGIN[isolation]).catch((error) => {
    throw toStoreError(error, false);
  });
  const session = createSessionExecutor(client, toQuery);
  let result: Result;
  try {
    result = await runWork('postgresql', session, work);
  } catch (error) {
    await rollback(client);
    throw isRetryable(session.failure()) ? session.failure() : error;
  }
  await commit(client, session.failure);
  return result;
}

/** PostgreSQL answers the commit of a transaction in which a statement failed with a rollback, and no error. */
async function commit(client: PoolClient, failure: () => unknown): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error) => {
    throw isRetryable(error) ? error : toStoreError(error, true);
  });
  if (command !== 'COMMIT') throw isRetryable(failure()) ? failure() : toStoreError(failure(), false);
}

/** Where the connection is gone the server has rolled back, and the pool throws the connection away. */
async function rollback(client: PoolClient): Promise<void> {
  await client.query('ROLLBACK').catch(() => undefined);
}
