import type { Transaction, TransactionOptions } from '../database.ts';
import { runWork } from '../transaction.ts';
import { isRetryable } from './errors.ts';
import { createSession, type SessionOptions } from './session.ts';

const BEGIN = {
  serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
  'read-committed': 'BEGIN ISOLATION LEVEL READ COMMITTED',
} as const;

/**
 * Runs a transaction once. Where others were in the way it rejects with the driver's error, by which `isRetryable` knows,
 * whatever `work` made of it.
 */
export async function attemptTransaction<Result>(
  options: Omit<SessionOptions, 'begin'>,
  work: (trx: Transaction) => Promise<Result>,
  { isolation, timeout }: Required<TransactionOptions>,
): Promise<Result> {
  // what the writer runs is read committed
  const writer = isolation === 'read-committed' ? options.writer : undefined;
  const session = createSession({ ...options, writer, begin: BEGIN[isolation] });
  let result: Result;
  try {
    result = await runWork('postgresql', session, work, timeout);
  } catch (error) {
    const failure = await session.rollback();
    throw isRetryable(failure) ? failure : error;
  }
  await session.commit();
  return result;
}
