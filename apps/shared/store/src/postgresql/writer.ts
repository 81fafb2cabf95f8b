import { setImmediate } from 'node:timers';
import type { PoolClient } from 'pg';
import { isRefusal, tell, toStoreError } from './errors.ts';
import { type Answer, type Statement, send } from './send.ts';

/** Runs changes for which nothing has to be asked in between: those that are added together are done whole or not at all. */
export interface Writer {
  /** Settles when they are on disk, or are not done. */
  add(changes: readonly Statement[]): Promise<readonly Answer[]>;
}

export interface WriterOptions {
  readonly borrow: <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>;
  /** Runs what was added together by itself, as often as it takes; rejects with an error of the store. */
  readonly alone: (changes: readonly Statement[]) => Promise<readonly Answer[]>;
}

interface Unit extends PromiseWithResolvers<readonly Answer[]> {
  readonly changes: readonly Statement[];
}

/** Commits that are under way at once. */
const LANES = 3;
/** Bounds how long the first of a batch waits for the last. */
const BATCH = 64;
/**
 * Who waits longer for a lock, in milliseconds, waits by itself: it holds up nobody else, and two batches that wait for each
 * other find out at once.
 */
const IN_TURN = 'SET LOCAL lock_timeout = 20';
const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/**
 * What comes in one turn of the event loop, or while others are committed, shares a transaction: it travels together, and
 * the server waits for its disk once. Where something in it fails, nothing was done, and each is run by itself.
 */
export function createWriter({ borrow, alone }: WriterOptions): Writer {
  const waiting: Unit[] = [];
  let isGathering = false;
  let lanes = 0;

  const settle = async (batch: readonly Unit[]): Promise<void> => {
    const isDone = batch.length > 1 && (await borrow((client) => commitTogether(client, batch)));
    if (isDone) return;
    await Promise.all(batch.map(({ changes, resolve, reject }) => alone(changes).then(resolve, reject)));
  };
  const start = (): void => {
    while (waiting.length > 0 && lanes < LANES) {
      const batch = waiting.splice(0, BATCH);
      lanes += 1;
      settle(batch)
        // there was no connection, or it was lost
        .catch((error) => batch.forEach(({ reject }) => void reject(error)))
        .then(() => {
          lanes -= 1;
          start();
        });
    }
  };
  return {
    add(changes) {
      const unit = { changes, ...Promise.withResolvers<readonly Answer[]>() };
      waiting.push(unit);
      if (!isGathering)
        setImmediate(() => {
          isGathering = false;
          start();
        });
      isGathering = true;
      return unit.promise;
    },
  };
}

/** Whether they were done; each is settled then. Rejects where nobody knows. */
async function commitTogether(client: PoolClient, batch: readonly Unit[]): Promise<boolean> {
  try {
    await send(client, `${BEGIN}; ${IN_TURN}`);
  } catch (error) {
    if (isRefusal(error)) return false;
    throw toStoreError(error, false);
  }
  const answers = batch.map(({ changes }) => sendAll(client, changes));
  // who it belongs to is told below, and nothing is said before
  for (const answer of answers) answer.catch(() => undefined);
  try {
    if (!(await commit(client))) return false;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw toStoreError(error, true);
  }
  // the driver may still find that a row cannot be told
  batch.forEach(({ resolve, reject }, index) => {
    answers[index]?.then(resolve, (error) => reject(toStoreError(error, true)));
  });
  return true;
}

/** Runs what was added together on a connection for it alone. Rejects as `tell` does. */
export async function runAlone(client: PoolClient, changes: readonly Statement[]): Promise<readonly Answer[]> {
  const [first, ...others] = changes;
  if (first !== undefined && others.length === 0) return [await send(client, first).catch(tell(true))];
  await send(client, BEGIN).catch(tell(false));
  const answers = sendAll(client, changes);
  answers.catch(() => undefined);
  await commit(client).catch(tell(true));
  return answers.catch(tell(false));
}

function sendAll(client: PoolClient, changes: readonly Statement[]): Promise<readonly Answer[]> {
  return Promise.all(changes.map((change) => send(client, change)));
}

/** False where a statement failed before: PostgreSQL answers that with a rollback, and no error. */
export async function commit(client: PoolClient): Promise<boolean> {
  return (await send(client, 'COMMIT')).command === 'COMMIT';
}
