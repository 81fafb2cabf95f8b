import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { type Database, migrate, openDatabase, type StoreError, sql } from './index.ts';
import { createEventLog } from './log.ts';
import { findBinaries } from './testing/binaries.ts';
import { forEachDatabase, startCluster } from './testing.ts';

const ROUNDS = 3;
const ANSWERS = 150;

/** Has another process write, and kills it in the midst of it. Gives what it said was written. */
async function writeUntilKilled(location: string, first: number): Promise<readonly number[]> {
  const script = join(import.meta.dirname, 'durability.fixture.ts');
  const child = spawn(process.execPath, [script, location, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const answered: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(Number(line));
    if (answered.length === ANSWERS) child.kill('SIGKILL');
  }
  await exited;
  return answered;
}

/** What PostgreSQL was sent before, it goes on with after the sender's death. */
async function awaitSilence(database: Database, application: string): Promise<void> {
  if (database.dialect === 'sqlite') return;
  const count = sql`SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = ${application}`;
  while ((await database.first<{ n: number }>(count))?.n !== 0);
}

function asApplication(location: string, application: string): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  url.searchParams.set('application_name', application);
  return url.href;
}

const createWritten = (database: Database) =>
  migrate(
    database,
    [{ id: '2026-11-26-written', statements: [sql`CREATE TABLE written (id BIGINT PRIMARY KEY)`] }],
    'test',
  );

const readWritten = async (database: Database) =>
  new Set((await database.all<{ id: number }>(sql`SELECT id FROM written`)).map(({ id }) => id));

forEachDatabase((_, open) => {
  test('what was answered before a process was killed is there, whole, and so is its proof', async () => {
    const location = await open.locate();
    const application = `writer-${randomUUID()}`;
    const answered: number[] = [];
    await createWritten(await open.at(location));
    for (let round = 0; round < ROUNDS; round += 1) {
      answered.push(...(await writeUntilKilled(asApplication(location, application), round * 1_000_000)));
      const database = await open.at(location);
      await awaitSilence(database, application);
      const log = await createEventLog(database, {
        namespace: 'bank',
        node: 'one',
        clock: () => new Date(),
        sealEvery: false,
      });
      const written = await readWritten(database);
      expect(answered.filter((id) => !written.has(id))).toEqual([]);
      const { accepted, evidence } = await log.verify();
      expect({ accepted, proofs: evidence.entries + evidence.unsealed }).toEqual({
        accepted: true,
        proofs: written.size,
      });
      await log.seal();
      expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: written.size, unsealed: 0 } });
    }
    expect(answered.length).toBeGreaterThanOrEqual(ROUNDS * ANSWERS);
  });
});

const found = findBinaries();
const where = found.available ? '' : ` (${found.reason})`;

test.skipIf(!found.available)(
  `when PostgreSQL is killed, each write is answered by what became of it${where}`,
  async () => {
    const cluster = await startCluster();
    const database = await openDatabase(cluster.url);
    await createWritten(database);
    const outcomes = new Map<number, 'done' | StoreError['code']>();
    let next = 0;
    let stopped = false;
    const write = async (id: number): Promise<void> => {
      const insert = sql`INSERT INTO written (id) VALUES (${id})`;
      try {
        await (id % 2 === 0 ? database.run(insert) : database.transaction((trx) => trx.run(insert)));
        outcomes.set(id, 'done');
      } catch (error) {
        // the store throws no other kind
        outcomes.set(id, (error as StoreError).code);
      }
    };
    const writers = Array.from({ length: 10 }, async () => {
      while (!stopped) {
        const id = next;
        next += 1;
        await write(id);
      }
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      const enough = next + ANSWERS;
      while (next < enough) await write(next++);
      await cluster.crash();
    }
    stopped = true;
    await Promise.all(writers);
    const written = await readWritten(database);
    await database.close();
    await cluster.stop();
    const ids = (...codes: unknown[]) => [...outcomes].filter(([, code]) => codes.includes(code)).map(([id]) => id);
    expect(new Set(outcomes.values())).toContain('done');
    expect(ids('done').filter((id) => !written.has(id))).toEqual([]);
    expect(ids('ERR_STORE_UNAVAILABLE').filter((id) => written.has(id))).toEqual([]);
    expect(ids('done', 'ERR_STORE_UNAVAILABLE', 'ERR_STORE_OUTCOME_UNKNOWN')).toHaveLength(outcomes.size);
  },
);
