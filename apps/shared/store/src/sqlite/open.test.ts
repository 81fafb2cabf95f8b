import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { sql } from '../sql.ts';

const codeOf = (code: string) => expect.objectContaining({ name: 'StoreError', code });

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openxs2a-sqlite-'));
  file = join(folder, 'a.db');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['recursive_triggers', 1],
  ['busy_timeout', 7],
  ['cache_size', -65_536],
])('writes are made with %s = %s', async (name, value) => {
  const database = await openDatabase(file, { busyTimeout: 7 });
  const column = name === 'busy_timeout' ? 'timeout' : name;
  const found = await database.transaction((trx) =>
    trx.first(sql`SELECT ${sql.identifier(column)} AS value FROM ${sql.identifier(`pragma_${name}`)}`),
  );
  await database.close();
  expect(found).toEqual({ value });
});

test.skipIf(process.platform === 'win32')("the file and those beside it are their owner's alone", async () => {
  const database = await openDatabase(file);
  await database.run(sql`CREATE TABLE t (a TEXT)`);
  const modes = ['', '-wal', '-shm'].map((suffix) => statSync(`${file}${suffix}`).mode & 0o777);
  await database.close();
  expect(modes).toEqual([0o600, 0o600, 0o600]);
});

test.each([
  ['a folder that is not there', () => join(folder, 'none', 'a.db')],
  ['a folder', () => folder],
])('%s cannot be opened', async (_, locate) => {
  await expect(openDatabase(locate())).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
});

test('a file of something else is told as corrupt', async () => {
  writeFileSync(file, 'no database, but long enough to look at it'.repeat(100));
  await expect(openDatabase(file)).rejects.toEqual(codeOf('ERR_STORE_CORRUPT'));
});

test('a file that another process writes to is busy, after the time to wait for it', async () => {
  const database = await openDatabase(file, { busyTimeout: 1 });
  await database.run(sql`CREATE TABLE t (a TEXT)`);
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  const attempts = [
    database.run(sql`INSERT INTO t VALUES ('alone')`),
    database.run(sql`INSERT INTO t VALUES ('in a batch')`),
    database.transaction((trx) => trx.run(sql`INSERT INTO t VALUES ('in a transaction')`)),
  ];
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual(
    Array(3).fill(codeOf('ERR_STORE_BUSY')),
  );
  other.exec('ROLLBACK');
  other.close();
  await database.run(sql`INSERT INTO t VALUES ('later')`);
  expect(await database.all(sql`SELECT a FROM t`)).toEqual([{ a: 'later' }]);
  await database.close();
});

test('a transaction that does not end is ended, and lets others go on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const database = await openDatabase(':memory:', { transactionTimeout: 1000 });
  await database.run(sql`CREATE TABLE t (a TEXT)`);
  const inside = Promise.withResolvers<void>();
  const never = Promise.withResolvers<void>();
  let late: Promise<number> | undefined;
  const stuck = database.transaction(async (trx) => {
    await trx.run(sql`INSERT INTO t VALUES ('stuck')`);
    late = never.promise.then(() => trx.run(sql`INSERT INTO t VALUES ('late')`));
    inside.resolve();
    await late;
  });
  const next = database.run(sql`INSERT INTO t VALUES ('next')`);
  await inside.promise;
  vi.advanceTimersByTime(1000);
  await expect(stuck).rejects.toEqual(codeOf('ERR_STORE_TIMEOUT'));
  await next;
  never.resolve();
  await expect(late).rejects.toEqual(codeOf('ERR_STORE_TIMEOUT'));
  expect(await database.all(sql`SELECT a FROM t`)).toEqual([{ a: 'next' }]);
  await database.close();
});

test('in memory, too, nobody sees what is not committed', async () => {
  const database = await openDatabase(':memory:');
  await database.run(sql`CREATE TABLE t (a TEXT)`);
  const inside = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const done = database.transaction(async (trx) => {
    await trx.run(sql`INSERT INTO t VALUES ('a')`);
    inside.resolve();
    await gate.promise;
    throw new Error('no');
  });
  await inside.promise;
  const seen = database.all(sql`SELECT a FROM t`);
  gate.resolve();
  await expect(done).rejects.toThrow('no');
  expect(await seen).toEqual([]);
  await database.close();
});

test('more different statements than are kept prepared work', async () => {
  const database = await openDatabase(':memory:');
  for (let count = 1; count <= 600; count += 1) {
    const row = await database.first(sql`SELECT ${sql.join(Array(count).fill(1), sql` + `)} AS n`);
    expect(row).toEqual({ n: count });
  }
  await database.close();
});
