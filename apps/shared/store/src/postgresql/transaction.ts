import type { PoolClient } from 'pg';
import type { Transaction, TransactionOptions } from '../database.ts';
import { runWork } from '../transaction.ts';
import { isRetryable, toStoreError } from './errors.ts';
import type { ToQuery } from './queries.ts';
import { createSession, type Session } from './session.ts';

const BEGIN = {
  serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
  'read-committed': 'BEGIN ISOLATION LEVEL READ COMMITTED',
} as const;

/**
 * Runs a transaction once. Where others were in the way it rejects with the driver's error, by which `isRetryable` knows,
 * whatever `work` made of it.
 */
export async function attemptTransaction<Result>(
  client: PoolClient,
  toQuery: ToQuery,
  work: (trx: Transaction) => Promise<Result>,
  { isolation, timeout }: Required<TransactionOptions>,
): Promise<Result> {
  await client.query(BEGIN[isolation]).catch((error) => {
    throw toStoreError(error, false);
  });
  const session = createSession(client, toQuery);
  let result: Result;
  try {
    result = await runWork('postgresql', session, work, timeout);
  } catch (error) {
    await rollback(client, session);
    throw isRetryable(session.failure()) ? session.failure() : error;
  }
  await commit(client, session);
  return result;
}

/** PostgreSQL answers the commit of a transaction in which a statement failed with a rollback, and no error. */
async function commit(client: PoolClient, session: Session): Promise<void> {
  await session.settled();
  const { command } = await client.query('COMMIT').catch((error) => {
    throw isRetryable(error) ? error : toStoreError(error, true);
  });
  if (command === 'COMMIT') return;
  const failure = session.failure();
  throw isRetryable(failure) ? failure : toStoreError(failure, false);
}

/** Where the connection is gone the server has rolled back, and the pool throws the connection away. */
async function rollback(client: PoolClient, session: Session): Promise<void> {
  await session.settled();
  await client.query('ROLLBACK').catch(() => undefined);
}
