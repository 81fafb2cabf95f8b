import type { DatabaseSync } from 'node:sqlite';
import type { TransactionExecutor } from '../queryable.ts';
import { renderSql } from '../render.ts';
import type { Sql } from '../sql.ts';
import { checkValue } from '../value.ts';
import type { Frames } from './frames.ts';
import type { Statements } from './statements.ts';

/** The statements of one transaction, which begins with the first one whose answer is asked for. */
export interface Session extends TransactionExecutor {
  commit(): void;
  /** Leaves nothing of it. Where that can only be had by taking back what it shares a commit with, that is gone, too. */
  rollback(): void;
}

export interface SessionOptions {
  readonly connection: DatabaseSync;
  readonly statements: Statements;
  readonly frames: Frames;
}

/**
 * What nobody asks anything of needs no savepoint among others: where it fails, which is rare, all of them are taken back,
 * and each is run again by itself.
 */
export function createSession({ connection, statements, frames }: SessionOptions, frame: keyof Frames): Session {
  const { begin, commit, rollback } = frames[frame];
  let queued: Sql[] = [];
  let state: 'waiting' | 'begun' | 'bare' = 'waiting';
  const start = (): void => {
    if (state === 'waiting') begin();
    state = 'begun';
  };
  const runQueued = (): void => {
    const statementsLeft = queued;
    queued = [];
    for (const statement of statementsLeft) statements.changes(statement);
  };
  const ask = <Result>(run: () => Result): Result => {
    start();
    runQueued();
    return run();
  };
  return {
    rows: (statement) => ask(() => statements.rows(statement)),
    changes: (statement) => ask(() => statements.changes(statement)),
    later(statement) {
      renderSql(statement, 'sqlite');
      for (const value of statement.values) checkValue(value);
      queued.push(statement);
    },
    commit() {
      if (state === 'waiting' && queued.length === 0) return;
      if (state === 'waiting' && frame === 'together') state = 'bare';
      else start();
      runQueued();
      if (state === 'begun') commit();
    },
    rollback() {
      // some errors, a full disk among them, end the transaction by themselves
      if (!connection.isTransaction || state === 'waiting') return;
      if (state === 'bare') frames.alone.rollback();
      else rollback();
    },
  };
}
