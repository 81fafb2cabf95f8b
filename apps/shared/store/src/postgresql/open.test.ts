import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { sql } from '../sql.ts';
import { findBinaries } from '../testing/binaries.ts';
import { type Cluster, startCluster } from '../testing.ts';
import { createLine, type Line } from './line.fixture.ts';

const found = findBinaries();
const where = found.available ? '' : ` (${found.reason})`;
const run = test.skipIf(!found.available);
const codeOf = (code: string) => expect.objectContaining({ name: 'StoreError', code });

let cluster: Cluster;
let direct: Database;
let line: Line;
let database: Database;
beforeAll(async () => {
  if (!found.available) return;
  cluster = await startCluster();
  direct = await openDatabase(cluster.url);
  await direct.run(sql`CREATE TABLE t (id BIGINT PRIMARY KEY)`);
});
beforeEach(async () => {
  if (!found.available) return;
  await direct.run(sql`DELETE FROM t`);
  line = await createLine(cluster.url);
  database = await openDatabase(line.url);
});
afterEach(async () => {
  await database?.close();
  await line?.close();
});
afterAll(async () => {
  await direct?.close();
  await cluster?.stop();
});

const insert = sql`INSERT INTO t (id) VALUES (1)`;
const isThere = async () => (await direct.first(sql`SELECT id FROM t`)) !== undefined;

run(`a commit is on disk when it returns, and times are in UTC${where}`, async () => {
  const setting = (name: string) => sql`current_setting(${name})`;
  expect(
    await database.first(sql`SELECT ${setting('synchronous_commit')} AS commit, ${setting('TimeZone')} AS zone,
      ${setting('statement_timeout')} AS timeout, ${setting('application_name')} AS name`),
  ).toEqual({ commit: 'on', zone: 'UTC', timeout: '30s', name: 'openxs2a' });
});

run(`when the answer to a change is lost, its outcome is unknown${where}`, async () => {
  await database.run(sql`DELETE FROM t`);
  line.cutBeforeAnswer();
  await expect(database.run(insert)).rejects.toEqual(codeOf('ERR_STORE_OUTCOME_UNKNOWN'));
  await expect.poll(isThere).toBe(true);
});

run(`when the answer to a commit is lost, its outcome is unknown${where}`, async () => {
  const done = database.transaction(async (trx) => {
    await trx.run(insert);
    line.cutBeforeAnswer();
  });
  await expect(done).rejects.toEqual(codeOf('ERR_STORE_OUTCOME_UNKNOWN'));
  await expect.poll(isThere).toBe(true);
});

run(`when the connection is lost before the commit, nothing was done${where}`, async () => {
  const done = database.transaction(async (trx) => {
    await trx.run(insert);
    line.cutBeforeAnswer();
    await trx.run(sql`INSERT INTO t (id) VALUES (2)`);
  });
  await expect(done).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
  expect(await isThere()).toBe(false);
});

run(`when the answer to a question is lost, nothing was done${where}`, async () => {
  line.cutBeforeAnswer();
  await expect(database.all(sql`SELECT id FROM t`)).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
});

run(`after the connection was lost, a new one is made${where}`, async () => {
  line.cutBeforeAnswer();
  await expect(database.all(sql`SELECT id FROM t`)).rejects.toThrow();
  line.cut();
  expect(await database.all(sql`SELECT id FROM t`)).toEqual([]);
});

run(`of reads at once each gets its own answer, whatever fails among them${where}`, async () => {
  const reads: readonly ((n: number) => Promise<unknown>)[] = [
    (n) => database.all(sql`SELECT CAST(${n} AS BIGINT) AS n`),
    (n) => database.all(sql`SELECT CAST(${n} AS BIGINT) / (CAST(${n} AS BIGINT) - ${n}) AS n`),
    async (n) => (await database.all(sql`SELECT n FROM generate_series(1, CAST(${n} AS INTEGER)) AS n`)).length,
    (n) => database.all(sql`SELECT CAST(${n} AS BIGINT) * 9007199254740993 AS n`),
    (n) => database.transaction((trx) => trx.all(sql`SELECT CAST(${n} AS BIGINT) AS n`)),
    (n) => database.all(sql`SELECT n FROM nowhere WHERE n = ${n}`),
  ];
  const answerOf = (n: number) => [[{ n }], 'ERR_STORE_VALUE', n, 'ERR_STORE_VALUE', [{ n }], 'ERR_STORE_STATEMENT'];
  const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
  const found = await Promise.allSettled(numbers.map((n) => reads[n % reads.length]?.(n)));
  expect(found.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))).toEqual(
    numbers.map((n) => answerOf(n)[n % reads.length]),
  );
});

run(`a read that takes long holds up no change, and not every read${where}`, async () => {
  const slow = database.all(sql`SELECT pg_sleep(60)`).catch((error: unknown) => error);
  await expect
    .poll(() =>
      direct.all(sql`SELECT 1 AS found FROM pg_stat_activity
    WHERE application_name = 'openxs2a' AND query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid()`),
    )
    .toHaveLength(1);
  await database.run(insert);
  expect(await database.all(sql`SELECT id FROM t`)).toEqual([{ id: 1 }]);
  await direct.all(sql`SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid()`);
  expect(await slow).toEqual(codeOf('ERR_STORE_TIMEOUT'));
});

run(`all that wait on a connection that is lost are told, and who comes next has a new one${where}`, async () => {
  const read = () => database.all(sql`SELECT id FROM t`);
  await read();
  line.cutBeforeAnswer();
  const told = await Promise.allSettled(Array.from({ length: 6 }, read));
  const lost = told.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
  expect(lost.length).toBeGreaterThan(1);
  expect(new Set(lost.map(({ code }) => code))).toEqual(new Set(['ERR_STORE_UNAVAILABLE']));
  line.cut();
  await expect.poll(() => read().catch(() => undefined)).toEqual([]);
});

run(`when nobody listens, nothing was done${where}`, async () => {
  await line.close();
  await expect(openDatabase(line.url)).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
});

run(`a wrong password is told, without the password${where}`, async () => {
  const url = new URL(cluster.url);
  url.password = 'wrong-secret';
  const error = await openDatabase(url.href).catch((thrown: unknown) => thrown);
  expect(error).toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
  expect(String(error)).not.toContain('wrong-secret');
});

test('a URL that is none is a mistake of the program, and is not told', async () => {
  const error = await openDatabase('postgresql://bank:secret@/bank').catch((thrown: unknown) => thrown);
  expect(error).toEqual(new TypeError('The location of the database is no URL.'));
  expect(inspect(error)).not.toContain('secret');
});

run(`a database that cannot hold every text is refused${where}`, async () => {
  await direct.run(sql`CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'`);
  const url = new URL(cluster.url);
  url.pathname = '/latin';
  await expect(openDatabase(url.href)).rejects.toEqual(codeOf('ERR_STORE_VALUE'));
});

run(`a statement that takes too long is stopped${where}`, async () => {
  const hasty = await openDatabase(cluster.url, { statementTimeout: 20 });
  await expect(hasty.all(sql`SELECT pg_sleep(60)`)).rejects.toEqual(codeOf('ERR_STORE_TIMEOUT'));
  await hasty.close();
});

run(`a transaction that takes too long is rolled back, and its connection serves others${where}`, async () => {
  const hasty = await openDatabase(cluster.url, { connections: 1, transactionTimeout: 20 });
  const never = Promise.withResolvers<void>();
  const stuck = hasty.transaction(async (trx) => {
    await trx.run(insert);
    await never.promise;
  });
  await expect(stuck).rejects.toEqual(codeOf('ERR_STORE_TIMEOUT'));
  expect(await hasty.all(sql`SELECT id FROM t`)).toEqual([]);
  await hasty.close();
});

run(`who waits too long for a connection is told that all are busy${where}`, async () => {
  const narrow = await openDatabase(cluster.url, { connections: 1, connectTimeout: 2_000 });
  const gate = Promise.withResolvers<void>();
  const inside = Promise.withResolvers<void>();
  const slow = narrow.transaction(async (trx) => {
    await trx.first(sql`SELECT 1 AS one`);
    inside.resolve();
    await gate.promise;
  });
  await inside.promise;
  await expect(narrow.run(insert)).rejects.toEqual(codeOf('ERR_STORE_BUSY'));
  gate.resolve();
  await slow;
  await narrow.close();
});

run(`statements that nobody waited for are part of the transaction, not of what comes after it${where}`, async () => {
  const narrow = await openDatabase(cluster.url, { connections: 1 });
  await narrow.transaction(async (trx) => {
    for (const id of [1, 2, 3]) void trx.run(sql`INSERT INTO t (id) VALUES (${id})`);
  });
  expect(await narrow.all(sql`SELECT id FROM t ORDER BY id`)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  const failed = narrow.transaction(async (trx) => {
    for (const id of [4, 5, 6]) trx.run(sql`INSERT INTO t (id) VALUES (${id})`).catch(() => undefined);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await narrow.first(sql`SELECT count(*) AS n FROM t`)).toEqual({ n: 3 });
  await narrow.close();
});

run(`one of them that fails keeps the transaction from being committed${where}`, async () => {
  const done = database.transaction(async (trx) => {
    await trx.run(insert);
    trx.run(insert).catch(() => undefined);
  });
  await expect(done).rejects.toEqual(codeOf('ERR_STORE_CONFLICT'));
  expect(await isThere()).toBe(false);
});

run(`columns that JavaScript has no exact type for are text${where}`, async () => {
  const row = await database.first(sql`SELECT CAST('1.10' AS NUMERIC) AS n, CAST('2026-11-26' AS DATE) AS d,
    CAST('{"a":1}' AS JSONB) AS j, CAST(1 AS SMALLINT) AS s, CAST(1.5 AS REAL) AS r, ARRAY[1] AS a`);
  expect(row).toEqual({ n: '1.10', d: '2026-11-26', j: '{"a": 1}', s: 1, r: 1.5, a: '{1}' });
});

run(`more different statements than get a name work${where}`, async () => {
  for (let count = 1; count <= 600; count += 1) {
    const row = await database.first(sql`SELECT ${sql.join(Array(count).fill(sql`1`), sql` + `)} AS n`);
    expect(row).toEqual({ n: count });
  }
});
