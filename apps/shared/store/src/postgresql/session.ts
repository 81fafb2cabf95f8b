import type { PoolClient } from 'pg';
import type { TransactionExecutor } from '../queryable.ts';
import type { Sql } from '../sql.ts';
import { tell, toStoreError } from './errors.ts';
import { type Answer, type Statement, send } from './send.ts';
import type { ToStatement } from './statements.ts';
import { commit, type Writer } from './writer.ts';

/**
 * The statements of one transaction, in the order in which they were made, however they are awaited. It begins with the first
 * one whose answer is asked for; where there is none such, it is the writer's.
 */
export interface Session extends TransactionExecutor {
  /** Rejects with the driver's error where others were in the way, with one of the store otherwise. */
  commit(): Promise<void>;
  /** Resolves when nothing of it is left; with what PostgreSQL failed with first, as the driver has it. */
  rollback(): Promise<unknown>;
}

export interface SessionOptions {
  readonly connect: () => Promise<PoolClient>;
  readonly toStatement: ToStatement;
  /** Takes what nobody asks anything of; without it, that is a transaction like any other. */
  readonly writer: Writer | undefined;
  /** The statement that begins it. */
  readonly begin: string;
}

export function createSession({ connect, toStatement, writer, begin }: SessionOptions): Session {
  let opened: Promise<PoolClient> | undefined;
  let queued: Statement[] = [];
  let failure: unknown;
  let last: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<PoolClient> => {
    const client = await connect();
    try {
      await send(client, begin);
      return client;
    } catch (error) {
      client.release();
      throw toStoreError(error, false);
    }
  };
  /** Rejects with what failed first: PostgreSQL refuses what comes after it. */
  const sendOne = async (client: PoolClient, change: Statement): Promise<Answer> => {
    const answer = send(client, change);
    last = answer.catch((error: unknown) => {
      failure ??= error;
    });
    await last;
    if (failure !== undefined) throw toStoreError(failure, false);
    return answer;
  };
  const sendQueued = (client: PoolClient, changes: readonly Statement[]): void => {
    // who relies on them hears of it by what comes next
    for (const change of changes) sendOne(client, change).catch(() => undefined);
  };
  const takeQueued = (): readonly Statement[] => {
    const taken = queued;
    queued = [];
    return taken;
  };
  const query = async (statement: Sql): Promise<Answer> => {
    const change = toStatement(statement);
    const before = takeQueued();
    opened ??= open();
    const client = await opened;
    sendQueued(client, before);
    return sendOne(client, change);
  };
  return {
    rows: async (statement) => (await query(statement)).rows,
    changes: async (statement) => (await query(statement)).rowCount ?? 0,
    later: (statement) => void queued.push(toStatement(statement)),
    async commit() {
      const left = takeQueued();
      if (opened === undefined && left.length === 0) return;
      if (opened === undefined && writer !== undefined) return void (await writer.add(left));
      const client = await (opened ?? open());
      try {
        sendQueued(client, left);
        const isDone = await commit(client).catch(tell(true));
        await last;
        if (!isDone) tell(false)(failure);
      } finally {
        client.release();
      }
    },
    async rollback() {
      // where the connection is gone the server has rolled back, and the pool throws the connection away
      const client = await opened?.catch(() => undefined);
      if (client === undefined) return undefined;
      await last;
      await send(client, 'ROLLBACK').catch(() => undefined);
      client.release();
      return failure;
    },
  };
}
