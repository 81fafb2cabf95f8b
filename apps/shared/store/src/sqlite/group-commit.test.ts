import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database, Queryable } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { sql } from '../sql.ts';

let folder = '';
let database: Database;
let witness: DatabaseSync;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openxs2a-sqlite-'));
  database = await openDatabase(join(folder, 'a.db'));
  await database.run(sql`CREATE TABLE parent (id BIGINT PRIMARY KEY)`);
  await database.run(sql`CREATE TABLE t (
    id BIGINT PRIMARY KEY,
    parent BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
  )`);
  await database.run(sql`CREATE TRIGGER abandon BEFORE INSERT ON t WHEN NEW.id = 666
    BEGIN SELECT RAISE(ROLLBACK, 'everything goes'); END`);
  witness = new DatabaseSync(join(folder, 'a.db'));
});
afterEach(async () => {
  await database.close();
  witness.close();
  rmSync(folder, { recursive: true });
});

const insert = (queryable: Queryable, id: number, parent: number | null = null) =>
  queryable.run(sql`INSERT INTO t (id, parent) VALUES (${id}, ${parent})`);
const visible = () =>
  witness
    .prepare('SELECT id FROM t ORDER BY id')
    .all()
    .map(({ id }) => id);
/** Goes up by one with every commit that another connection makes. */
const commits = () => Number(witness.prepare('PRAGMA data_version').get()?.['data_version']);
const outcomes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((outcome) =>
    outcome.status === 'rejected' ? outcome.reason.code : outcome.value,
  );

test('statements and transactions of one turn share a commit', async () => {
  const before = commits();
  const work = [1, 2, 3].map((id) => insert(database, id));
  work.push(database.transaction(async (trx) => (await insert(trx, 4)) + (await insert(trx, 5))));
  expect(visible()).toEqual([]);
  const seenWhenFirstResolved = work[0]?.then(() => visible());
  expect(await outcomes(work)).toEqual([1, 1, 1, 2]);
  expect(await seenWhenFirstResolved).toEqual([1, 2, 3, 4, 5]);
  expect(commits() - before).toBe(1);
});

test('those that come one turn after the other share a commit, and do not wait for ever', async () => {
  const work = [insert(database, 1)];
  const seen: number[] = [];
  for (let id = 2; id <= 20; id += 1) {
    await new Promise(setImmediate);
    seen.push(visible().length);
    work.push(insert(database, id));
  }
  await Promise.all(work);
  const first = seen.find((count) => count > 0);
  expect(first).toBeGreaterThan(1);
  expect(visible()).toHaveLength(20);
});

test('one that fails does not hurt its neighbours', async () => {
  const work = [
    insert(database, 1),
    insert(database, 1),
    database.transaction(async (trx) => {
      await insert(trx, 2);
      await insert(trx, 1);
    }),
    database.run(sql`INSERT INTO t (id) VALUES (3), (4), (1)`),
    insert(database, 5),
  ];
  expect(await outcomes(work)).toEqual([1, 'ERR_STORE_CONFLICT', 'ERR_STORE_CONFLICT', 'ERR_STORE_CONFLICT', 1]);
  expect(visible()).toEqual([1, 5]);
});

test('one that fails only at the commit does not hurt its neighbours', async () => {
  const work = [
    insert(database, 1),
    insert(database, 2, 77),
    database.transaction((trx) => insert(trx, 3, 78)),
    database.transaction((trx) => insert(trx, 4)),
  ];
  expect(await outcomes(work)).toEqual([1, 'ERR_STORE_FOREIGN_KEY', 'ERR_STORE_FOREIGN_KEY', 1]);
  expect(visible()).toEqual([1, 4]);
});

test('one that takes the whole transaction back does not hurt its neighbours', async () => {
  const work = [
    insert(database, 1),
    insert(database, 666),
    insert(database, 2),
    database.transaction((trx) => insert(trx, 666)),
  ];
  expect(await outcomes(work)).toEqual([1, 'ERR_STORE_REFUSED', 1, 'ERR_STORE_REFUSED']);
  expect(visible()).toEqual([1, 2]);
});

test('transactions that ask nothing share a commit, and one that fails takes nobody with it', async () => {
  const add = (...ids: readonly number[]) =>
    database.transaction(async (trx) => {
      for (const id of ids) trx.later(sql`INSERT INTO t (id) VALUES (${id})`);
    });
  const before = commits();
  expect(await outcomes([add(1, 2), insert(database, 3), add(4)])).toEqual([undefined, 1, undefined]);
  expect(commits() - before).toBe(1);
  expect(await outcomes([add(5, 6), add(7, 1), insert(database, 8), add(9, 666)])).toEqual([
    undefined,
    'ERR_STORE_CONFLICT',
    1,
    'ERR_STORE_REFUSED',
  ]);
  expect(visible()).toEqual([1, 2, 3, 4, 5, 6, 8]);
});

test('what arrives while a transaction is under way waits for it and then shares a commit', async () => {
  const inside = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow = database.transaction(async (trx) => {
    await insert(trx, 1);
    inside.resolve();
    await gate.promise;
  });
  await inside.promise;
  const before = commits();
  const later = [2, 3, 4].map((id) => insert(database, id));
  gate.resolve();
  await Promise.all([slow, ...later]);
  expect(visible()).toEqual([1, 2, 3, 4]);
  expect(commits() - before).toBe(1);
});

test('a thousand at once are all answered', async () => {
  const work = Array.from({ length: 1000 }, (_, index) => insert(database, 1000 + index));
  expect((await outcomes(work)).every((changes) => changes === 1)).toBe(true);
  expect(visible()).toHaveLength(1000);
});

test('those that write without end let everybody else have a turn', async () => {
  let stopped = false;
  setTimeout(() => {
    stopped = true;
  }, 1);
  let id = 0;
  const write = async () => {
    while (!stopped) await insert(database, ++id);
  };
  await Promise.all([write(), write(), write()]);
  expect(visible()).toHaveLength(id);
});
