import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';
import type { Frame } from './frames.ts';

export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

/** Something that changes the database, whole or not at all. */
export interface Unit<Result> {
  /**
   * `alone`: in a transaction of its own, which has ended when this returns. `together`: inside the writer's transaction,
   * and without a trace where it fails. Never throws.
   */
  attempt(frame: 'alone' | 'together'): Outcome<Result> | Promise<Outcome<Result>>;
}

export interface Writer {
  /** Settles when what the unit did is on disk, or is not done. */
  add<Result>(unit: Unit<Result>): Promise<Result>;
  /** Whether a unit is under way at this moment. */
  isActive(): boolean;
  /** Resolves when all units that were added are settled. */
  drained(): Promise<void>;
}

/** Tells whoever waits for a unit what became of it. */
type Answer = () => void;

interface Waiting {
  attempt(frame: 'alone' | 'together'): Answer | Promise<Answer>;
  refuse(error: unknown): void;
}

/** Bounds how long the first of a batch waits for the last. */
const BATCH = 256;
const TURNS = 4;

/**
 * Lets one unit after the other at the connection. Those that came in one turn of the event loop or in the few
 * after it, or while others were under way, share one commit: a commit is a wait for the disk, which costs more than
 * everything else together.
 */
export function createWriter(
  connection: DatabaseSync,
  transaction: Frame,
  toError: (error: unknown) => unknown,
): Writer {
  const waiting: Waiting[] = [];
  let draining: PromiseWithResolvers<void> | undefined;
  let active = false;

  /** As long as each turn of the event loop brings more, a few turns: under load, a commit is for many. */
  const gather = (seen = 0, turns = 0): void => {
    const isGrowing = waiting.length > seen && waiting.length < BATCH && turns < TURNS;
    if (isGrowing) setImmediate(gather, waiting.length, turns + 1);
    else void drain();
  };
  const drain = async (): Promise<void> => {
    active = true;
    await settleBatch(connection, transaction, waiting.splice(0, BATCH), toError);
    active = false;
    // a turn of the event loop for everybody else, of whom some may come with more for the next batch
    if (waiting.length > 0) return void setImmediate(gather);
    draining?.resolve();
    draining = undefined;
  };
  return {
    add(unit) {
      const { promise, ...entry } = toWaiting(unit);
      waiting.push(entry);
      if (draining === undefined) {
        draining = Promise.withResolvers();
        setImmediate(gather);
      }
      return promise;
    },
    isActive: () => active,
    drained: async () => draining?.promise,
  };
}

async function settleBatch(
  connection: DatabaseSync,
  transaction: Frame,
  batch: readonly Waiting[],
  toError: (error: unknown) => unknown,
): Promise<void> {
  try {
    const answers = batch.length > 1 ? await commitTogether(connection, transaction, batch) : undefined;
    for (const answer of answers ?? []) answer();
    if (answers === undefined) for (const unit of batch) (await unit.attempt('alone'))();
  } catch (error) {
    for (const unit of batch) unit.refuse(toError(error));
  }
}

/** The answers to give, or undefined where nothing was committed because of one that spoiled it for all. */
async function commitTogether(
  connection: DatabaseSync,
  { begin, commit, rollback }: Frame,
  batch: readonly Waiting[],
): Promise<readonly Answer[] | undefined> {
  const answers: Answer[] = [];
  begin();
  try {
    for (const unit of batch) {
      answers.push(await unit.attempt('together'));
      if (!connection.isTransaction) return undefined;
    }
    commit();
    return answers;
  } catch {
    // A deferred key, a full disk: found again, and told to the one that it concerns, when each is attempted alone.
    if (connection.isTransaction) rollback();
    return undefined;
  }
}

function toWaiting<Result>(unit: Unit<Result>): Waiting & { readonly promise: Promise<Result> } {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  return {
    promise,
    refuse: reject,
    attempt(frame) {
      const toAnswer = (outcome: Outcome<Result>) => () =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome.value);
      const outcome = unit.attempt(frame);
      return outcome instanceof Promise ? outcome.then(toAnswer) : toAnswer(outcome);
    },
  };
}
