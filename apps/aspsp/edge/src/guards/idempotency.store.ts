import { type Database, type Migration, migrate, StoreError, sql, type Transaction } from '@openxs2a/store';
import type { KeptAnswer } from './idempotency.ts';

/** What makes two requests the same. */
export interface RequestKey {
  readonly tppId: string;
  readonly method: string;
  readonly path: string;
  readonly requestId: string;
}

export interface StoredAnswer {
  readonly bodyHash: string;
  readonly answer: KeptAnswer;
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-27-idempotent-answers',
    statements: [
      sql`CREATE TABLE idempotent_answer (
        tpp_id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        answer TEXT NOT NULL,
        expires_at BIGINT NOT NULL,
        PRIMARY KEY (tpp_id, request_id, method, path)
      )`,
      sql`CREATE INDEX idempotent_answer_expired ON idempotent_answer (expires_at)`,
    ],
  },
];

export const migrateIdempotency = (database: Database): Promise<void> => migrate(database, MIGRATIONS, 'idempotency');

interface AnswerRow {
  readonly body_hash: string;
  readonly answer: string;
  readonly expires_at: number;
}

/** The answer whose window is not over. One that is in the way of a new one is deleted. */
export async function findAnswer(
  database: Database,
  { tppId, method, path, requestId }: RequestKey,
  now: number,
): Promise<StoredAnswer | undefined> {
  const row = await database.first<AnswerRow>(sql`
    SELECT body_hash, answer, expires_at FROM idempotent_answer
    WHERE tpp_id = ${tppId} AND request_id = ${requestId} AND method = ${method} AND path = ${path}`);
  if (row === undefined) return undefined;
  if (row.expires_at <= now) return void (await deleteExpired(database, now));
  // the column was written by `keepAnswer`, of this type
  return { bodyHash: row.body_hash, answer: JSON.parse(row.answer) as KeptAnswer };
}

export interface Keeping {
  readonly key: RequestKey;
  readonly bodyHash: string;
  readonly answer: object;
  readonly until: number;
}

/** With the commit; where an answer is there already, that fails by `isKept`. */
export function keepAnswer(
  trx: Transaction,
  { key: { tppId, method, path, requestId }, bodyHash, answer, until }: Keeping,
): void {
  trx.later(sql`
    INSERT INTO idempotent_answer (tpp_id, request_id, method, path, body_hash, answer, expires_at)
    VALUES (${tppId}, ${requestId}, ${method}, ${path}, ${bodyHash}, ${sql.json(answer)}, ${until})`);
}

export const isKept = (error: unknown): boolean =>
  error instanceof StoreError && error.code === 'ERR_STORE_CONFLICT' && error.constraint === 'idempotent_answer_pkey';

export const deleteExpired = (database: Database, now: number): Promise<number> =>
  database.run(sql`DELETE FROM idempotent_answer WHERE expires_at <= ${now}`);
