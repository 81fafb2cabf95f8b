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

let cluster: Cluster;
let direct: Database;
let line: Line;
let database: Database;
beforeAll(async () => {
  if (!found.available) return;
  cluster = await startCluster();
  direct = await openDatabase(cluster.url);
  await direct.run(sql`CREATE TABLE w (id BIGINT PRIMARY KEY, n BIGINT NOT NULL,
    parent BIGINT REFERENCES w (id) DEFERRABLE INITIALLY DEFERRED)`);
  await direct.run(sql`CREATE TABLE keyless (n BIGINT)`);
});
beforeEach(async () => {
  if (!found.available) return;
  await direct.run(sql`DELETE FROM w`);
  await direct.run(sql`DELETE FROM keyless`);
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

const insert = (id: number, parent: number | null = null) =>
  database.run(sql`INSERT INTO w (id, n, parent) VALUES (${id}, 0, ${parent})`);
const increment = (id: number, by: Database = database) => by.run(sql`UPDATE w SET n = n + 1 WHERE id = ${id}`);
const ids = async () => (await direct.all<{ id: number }>(sql`SELECT id FROM w ORDER BY id`)).map(({ id }) => id);
const outcomes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((outcome) =>
    outcome.status === 'rejected' ? outcome.reason.code : outcome.value,
  );
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

run(`changes of one turn of the event loop share a transaction${where}`, async () => {
  const pair = database.transaction(
    async (trx) => {
      for (const id of [10, 11]) trx.later(sql`INSERT INTO w (id, n) VALUES (${id}, 0)`);
    },
    { isolation: 'read-committed' },
  );
  expect(await outcomes([insert(1), insert(2), pair, insert(3)])).toEqual([1, 1, undefined, 1]);
  // the transaction that wrote a row, as PostgreSQL keeps it with the row
  const written = await direct.all(sql`SELECT DISTINCT CAST(xmin AS TEXT) AS by FROM w`);
  expect([await ids(), written.length]).toEqual([[1, 2, 3, 10, 11], 1]);
});

run(`what fails hurts no neighbours, whole transactions neither${where}`, async () => {
  const two = (first: number, second: number) =>
    database.transaction(
      async (trx) => {
        for (const id of [first, second]) trx.later(sql`INSERT INTO w (id, n) VALUES (${id}, 0)`);
      },
      { isolation: 'read-committed' },
    );
  const work = [
    insert(1),
    insert(1),
    two(2, 1),
    two(3, 4),
    insert(5, 77),
    database.run(sql`INSERT INTO nowhere (id) VALUES (1)`),
    database.run(sql`VACUUM keyless`),
    insert(6),
  ];
  expect(await outcomes(work)).toEqual([
    1,
    'ERR_STORE_CONFLICT',
    'ERR_STORE_CONFLICT',
    undefined,
    'ERR_STORE_FOREIGN_KEY',
    'ERR_STORE_STATEMENT',
    0,
    1,
  ]);
  expect(await ids()).toEqual([1, 3, 4, 6]);
});

run(`one that fails only at the commit hurts no neighbours${where}`, async () => {
  expect(await outcomes([insert(1), insert(2, 77), insert(3, 1)])).toEqual([1, 'ERR_STORE_FOREIGN_KEY', 1]);
  expect(await ids()).toEqual([1, 3]);
});

run(`what was done is not done again because its row cannot be told${where}`, async () => {
  const change = (n: string) =>
    database.all(sql`INSERT INTO keyless (n) VALUES (CAST(${n} AS BIGINT)) RETURNING n`).then(([row]) => row);
  expect(await outcomes([change('1'), change('9007199254740993'), change('2')])).toEqual([
    { n: 1 },
    'ERR_STORE_VALUE',
    { n: 2 },
  ]);
  expect(await direct.first(sql`SELECT count(*) AS n FROM keyless`)).toEqual({ n: 3 });
});

run(`one that waits for a lock holds up nobody else${where}`, async () => {
  await direct.run(sql`INSERT INTO w (id, n) VALUES (1, 0)`);
  const locked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const holder = direct.transaction(async (trx) => {
    await trx.run(sql`UPDATE w SET n = 10 WHERE id = 1`);
    locked.resolve();
    await gate.promise;
  });
  await locked.promise;
  let isDone = false;
  const waits = increment(1).then((changes) => {
    isDone = true;
    return changes;
  });
  expect(await outcomes([insert(2), insert(3)])).toEqual([1, 1]);
  expect(isDone).toBe(false);
  gate.resolve();
  await holder;
  expect(await waits).toBe(1);
  expect(await direct.first(sql`SELECT n FROM w WHERE id = 1`)).toEqual({ n: 11 });
});

run(
  `two programs that change the same rows in opposite orders both come to their end, and lose nothing${where}`,
  async () => {
    await direct.run(sql`INSERT INTO w (id, n) VALUES (1, 0), (2, 0)`);
    const other = await openDatabase(cluster.url);
    const turn = () => [increment(1), increment(2), increment(2, other), increment(1, other)];
    for (const _ of range(20)) expect(await outcomes(turn())).toEqual([1, 1, 1, 1]);
    await other.close();
    expect(await direct.all(sql`SELECT n FROM w ORDER BY id`)).toEqual([{ n: 40 }, { n: 40 }]);
  },
);

run(`when the answer to the commit of several is lost, the outcome of each is unknown${where}`, async () => {
  await insert(1);
  // the transaction was begun, and what comes then is lost
  line.cutBeforeAnswer(1);
  expect(await outcomes([insert(2), insert(3)])).toEqual(Array(2).fill('ERR_STORE_OUTCOME_UNKNOWN'));
  // whether they are made is the server's to end, which has them
  await expect
    .poll(() =>
      direct.all(sql`SELECT pid FROM pg_stat_activity WHERE application_name = 'openxs2a' AND state <> 'idle'
      AND pid <> pg_backend_pid()`),
    )
    .toEqual([]);
});

run(`when the connection is lost before anything of them was sent, nothing was done${where}`, async () => {
  await insert(1);
  line.cutBeforeAnswer();
  expect(await outcomes([insert(2), insert(3)])).toEqual(Array(2).fill('ERR_STORE_UNAVAILABLE'));
  expect(await ids()).toEqual([1]);
});

run(`a thousand at once are all answered${where}`, async () => {
  expect(new Set(await outcomes(range(1000).map((id) => insert(id))))).toEqual(new Set([1]));
  expect(await ids()).toHaveLength(1000);
});
