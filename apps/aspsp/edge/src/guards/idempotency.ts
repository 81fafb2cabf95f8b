import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { Clock } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import { type Context, type Guards, identityOf } from '../context.ts';
import { RefusedError } from '../refused.ts';
import {
  deleteExpired,
  findAnswer,
  isKept,
  keepAnswer,
  migrateIdempotency,
  type RequestKey,
  type StoredAnswer,
} from './idempotency.store.ts';

/** What a handler answers, as far as it is kept: JSON. */
export interface KeptAnswer {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * A request that creates something, repeated with its X-Request-ID, is answered as it was the first time and creates nothing
 * (Guidelines 1.3.8, 4.12). An id counts for its TPP, method and path; refusals are not kept.
 */
export interface Idempotency {
  readonly guard: Guards['idempotency'];
  /**
   * Runs what creates something, and keeps its answer in the same transaction: both or neither. It is read committed: `work`
   * locks what it reads and relies on. Where another request of the same id was faster, nothing is created and its answer is
   * given.
   */
  once<Answer extends Pick<KeptAnswer, 'status'>>(
    context: Context,
    work: (trx: Transaction) => Promise<Answer>,
  ): Promise<Answer>;
  /** Forgets answers whose window is over; resolves with how many. */
  purge(): Promise<number>;
}

export interface IdempotencyOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Minutes for which an answer is kept. */
  readonly window: number;
  /**
   * What bodies are told apart by, the same on every node: there may be a password in one, which a hash that anybody can make
   * would give away to whoever guesses. Without it, bodies have none.
   */
  readonly key?: Uint8Array | undefined;
}

interface Attempt {
  readonly key: RequestKey;
  readonly bodyHash: string;
}

/** Makes its table if it is not there. */
export async function createIdempotency(options: IdempotencyOptions): Promise<Idempotency> {
  const { database, clock, window } = options;
  // bytes would be made a key of at each request, which takes longer than the hash
  const key = options.key && createSecretKey(options.key);
  await migrateIdempotency(database);
  const attempts = new WeakMap<Context, Attempt>();
  const replay = async (attempt: Attempt) => {
    const stored = await findAnswer(database, attempt.key, clock().getTime());
    return stored && check(stored, attempt);
  };
  return {
    async guard({ request, context }) {
      const attempt = toAttempt(request, context, key);
      attempts.set(context, attempt);
      return replay(attempt);
    },
    async once<Answer extends Pick<KeptAnswer, 'status'>>(
      context: Context,
      work: (trx: Transaction) => Promise<Answer>,
    ) {
      const attempt = attempts.get(context);
      if (attempt === undefined) throw new TypeError(`"${context.operationId}" is not guarded against repetition.`);
      const answer = await database
        .transaction(
          async (trx) => {
            const made = await work(trx);
            keepAnswer(trx, { ...attempt, until: clock().getTime() + window * 60_000, answer: made });
            return made;
          },
          // who creates much at once would else meet itself, and begin anew, on the pages of indexes
          { isolation: 'read-committed' },
        )
        .catch((error: unknown) => {
          // a faster request was first, and what this one did is rolled back
          if (isKept(error)) return undefined;
          throw error;
        });
      if (answer !== undefined) return answer;
      const first = await replay(attempt);
      if (first === undefined) throw new RefusedError({ reason: 'first-request-in-progress' });
      // the same operation answered it, and JSON keeps all that it answers
      return first as Answer;
    },
    purge: () => deleteExpired(database, clock().getTime()),
  };
}

function toAttempt({ method, target, bytes }: IncomingRequest, context: Context, key: KeyObject | undefined): Attempt {
  const [path = ''] = target.split('?', 1);
  const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  return {
    key: { tppId: identityOf(context).tppId, method, path, requestId: context.requestId.toLowerCase() },
    bodyHash: hash.update(bytes).digest('base64url'),
  };
}

function check(stored: StoredAnswer, { bodyHash }: Attempt): KeptAnswer {
  if (stored.bodyHash !== bodyHash) throw new RefusedError({ reason: 'repeated-with-other-body' });
  return stored.answer;
}
