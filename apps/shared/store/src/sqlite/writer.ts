import type { DatabaseSync } from 'node:sqlite';

/** What became of a unit. An answer is given only when it is on disk. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Something that changes the database, whole or not at all, and is answered once. */
export interface Unit {
  /** In a transaction of its own, which has ended when this returns. Never throws. */
  attemptAlone(): Outcome | Promise<Outcome>;
  /** Inside the writer's transaction; leaves no trace where it fails. Never throws. */
  attemptTogether(): Outcome | Promise<Outcome>;
  settle(outcome: Outcome): void;
}

export interface Writer {
  add(unit: Unit): void;
  /** Whether a unit is under way at this moment. */
  isActive(): boolean;
  /** Resolves when nothing waits. */
  drained(): Promise<void>;
}

/** Bounds how long the first of a batch waits for the last. */
const BATCH = 256;

/**
 * Lets one unit after the other at the connection. Those that came in one turn of the event loop, or while others were
 * under way, share one commit: a commit is a wait for the disk, which costs more than everything else together.
 */
export function createWriter(connection: DatabaseSync, toError: (error: unknown) => unknown): Writer {
  const waiting: Unit[] = [];
  let draining: PromiseWithResolvers<void> | undefined;
  let active = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      active = true;
      await commitBatch(connection, waiting.splice(0, BATCH), toError);
      active = false;
    }
    draining?.resolve();
    draining = undefined;
  }

  return {
    add(unit) {
      waiting.push(unit);
      if (draining !== undefined) return;
      draining = Promise.withResolvers();
      setImmediate(drain);
    },
    isActive: () => active,
    drained: async () => draining?.promise,
  };
}

async function commitBatch(
  connection: DatabaseSync,
  batch: readonly Unit[],
  toError: (error: unknown) => unknown,
): Promise<void> {
  if (batch.length > 1) {
    try {
      connection.exec('BEGIN IMMEDIATE');
    } catch (error) {
      for (const unit of batch) unit.settle({ error: toError(error) });
      return;
    }
    const outcomes = await commitTogether(connection, batch);
    if (outcomes !== undefined) {
      for (const { unit, outcome } of outcomes) unit.settle(outcome);
      return;
    }
  }
  for (const unit of batch) unit.settle(await unit.attemptAlone());
}

/** Undefined where nothing was committed, because of one that spoiled it for all: a deferred key, a full disk. */
async function commitTogether(
  connection: DatabaseSync,
  batch: readonly Unit[],
): Promise<readonly { unit: Unit; outcome: Outcome }[] | undefined> {
  const outcomes: { unit: Unit; outcome: Outcome }[] = [];
  try {
    for (const unit of batch) {
      const attempt = unit.attemptTogether();
      outcomes.push({ unit, outcome: attempt instanceof Promise ? await attempt : attempt });
      if (!connection.isTransaction) return undefined;
    }
    connection.exec('COMMIT');
    return outcomes;
  } catch {
    // the reason is found again, and told to the one that it concerns, when each is attempted alone
    if (connection.isTransaction) connection.exec('ROLLBACK');
    return undefined;
  }
}
