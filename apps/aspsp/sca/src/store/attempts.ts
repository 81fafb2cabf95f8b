import { type Queryable, type Sql, sql } from '@openxs2a/store';
import { type Attempts, blockEnds, type Factor } from '../domain/block.ts';
import type { ScaPolicy } from '../policy.ts';

export interface AttemptStatement {
  readonly counter: string;
  readonly factor: Factor;
  readonly failed: boolean;
  readonly now: Date;
  readonly policy: ScaPolicy['blocks'];
}

interface AttemptRow {
  readonly knowledge: number;
  readonly possession: number;
  readonly blocks: number;
  readonly blocked_until: number;
}

/**
 * Counts an attempt, unless its counter is blocked: then there is no row, whatever the attempt was. It is one statement,
 * and the attempts of all nodes happen one after the other in the order of this statement: of any number that are made at
 * once, as many are heard as if they had been made in turn.
 */
export async function countAttempt(db: Queryable, attempt: AttemptStatement): Promise<Attempts | undefined> {
  const { counter, failed, now, policy } = attempt;
  const time = now.getTime();
  const first = [counter, ...firstFailures(attempt), 0, 0, time + policy.forgetAfter * 60_000];
  const row = await db.first<AttemptRow>(sql`
    INSERT INTO sca_attempt (counter, knowledge, possession, blocks, blocked_until, forgotten_at)
    VALUES (${sql.join(first)})
    ON CONFLICT (counter) DO UPDATE SET ${failed ? fail(attempt) : succeed(attempt)}
    WHERE sca_attempt.blocked_until <= ${time}
    RETURNING knowledge, possession, blocks, blocked_until`);
  return row && toAttempts(row);
}

function firstFailures({ factor, failed }: AttemptStatement): readonly [number, number] {
  const count = failed ? 1 : 0;
  return factor === 'knowledge' ? [count, 0] : [0, count];
}

/** A right code ends the row of failures that led to blocks; a right password, which is no authentication yet, does not. */
function succeed({ factor }: AttemptStatement): Sql {
  return factor === 'knowledge' ? sql`knowledge = 0` : sql`possession = 0, blocks = 0`;
}

function fail({ factor, now, policy }: AttemptStatement): Sql {
  const time = now.getTime();
  const kept = (column: Sql) => sql`CASE WHEN sca_attempt.forgotten_at > ${time} THEN sca_attempt.${column} ELSE 0 END`;
  const [knowledge, possession, blocks] = [kept(sql`knowledge`), kept(sql`possession`), kept(sql`blocks`)];
  const isLast = sql`${knowledge} + ${possession} + 1 >= CAST(${policy.failures} AS BIGINT)`;
  const counted = (own: Factor, before: Sql) =>
    sql`CASE WHEN ${isLast} THEN 0 ELSE ${before} + ${own === factor ? sql`1` : sql`0`} END`;
  const until = endOfBlock(blocks, blockEnds(policy, now));
  return sql`knowledge = ${counted('knowledge', knowledge)}, possession = ${counted('possession', possession)},
    blocks = ${blocks} + CASE WHEN ${isLast} THEN 1 ELSE 0 END,
    blocked_until = CASE WHEN ${isLast} THEN ${until} ELSE 0 END,
    forgotten_at = CAST(${policy.forgetAfter * 60_000} AS BIGINT) +
      CASE WHEN ${isLast} THEN ${until} ELSE CAST(${time} AS BIGINT) END`;
}

function endOfBlock(blocks: Sql, ends: readonly number[]): Sql {
  const last = ends.length - 1;
  const cases = ends.map((end, index) => sql`WHEN ${blocks} = ${index} THEN CAST(${end} AS BIGINT)`);
  return sql`CASE ${sql.join(cases, sql` `)} ELSE CAST(${ends[last] ?? 0} AS BIGINT) END`;
}

/** When the block ends that is on now. */
export async function findBlock(db: Queryable, counter: string, now: Date): Promise<number | undefined> {
  const row = await db.first<{ blocked_until: number }>(
    sql`SELECT blocked_until FROM sca_attempt WHERE counter = ${counter} AND blocked_until > ${now.getTime()}`,
  );
  return row?.blocked_until;
}

/** Whether there was something to forget. */
export async function forgetAttempts(db: Queryable, counter: string): Promise<boolean> {
  return (await db.run(sql`DELETE FROM sca_attempt WHERE counter = ${counter}`)) > 0;
}

function toAttempts({ knowledge, possession, blocks, blocked_until }: AttemptRow): Attempts {
  return { failures: knowledge + possession, blocks, blockedUntil: blocked_until };
}
