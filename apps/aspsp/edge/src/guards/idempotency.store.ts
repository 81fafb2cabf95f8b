import { type Database, type Migration, migrate, type Queryable, sql, type Transaction } from '@openxs2a/store';
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

export async function findAnswer(
  queryable: Queryable,
  { tppId, method, path, requestId }: RequestKey,
  now: number,
): Promise<StoredAnswer | undefined> {
  const row = await queryable.first<{ body_hash: string; answer: string }>(sql`
    SELECT body_hash, answer FROM idempotent_answer
    WHERE tpp_id = ${tppId} AND request_id = ${requestId} AND method = ${method} AND path = ${path}
      AND expires_at > ${now}`);
  // the column was written by `keepAnswer`, of this type
  return row && { bodyHash: row.body_hash, answer: JSON.parse(row.answer) as KeptAnswer };
}

export interface Keeping {
  readonly key: RequestKey;
  readonly bodyHash: string;
  readonly answer: object;
  readonly now: number;
  readonly until: number;
}

/** False where an answer is there already and its window not over. */
export async function keepAnswer(
  trx: Transaction,
  { key: { tppId, method, path, requestId }, bodyHash, answer, now, until }: Keeping,
): Promise<boolean> {
  const kept = await trx.run(sql`
    INSERT INTO idempotent_answer (tpp_id, request_id, method, path, body_hash, answer, expires_at)
    VALUES (${tppId}, ${requestId}, ${method}, ${path}, ${bodyHash}, ${sql.json(answer)}, ${until})
    ON CONFLICT (tpp_id, request_id, method, path) DO UPDATE
      SET body_hash = excluded.body_hash, answer = excluded.answer, expires_at = excluded.expires_at
      WHERE idempotent_answer.expires_at <= ${now}`);
  return kept > 0;
}

export const deleteExpired = (database: Database, now: number): Promise<number> =>
  database.run(sql`DELETE FROM idempotent_answer WHERE expires_at <= ${now}`);
