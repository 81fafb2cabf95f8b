import { existsSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkMigrated, type Migration, migrate, openDatabase, sql } from './index.ts';
import { forEachDatabase } from './testing.ts';

const first: Migration = { id: '2026-01-01-things', statements: [sql`CREATE TABLE thing (id BIGINT PRIMARY KEY)`] };
const second: Migration = { id: '2026-02-01-more', statements: [sql`CREATE TABLE more (id BIGINT PRIMARY KEY)`] };
const codeOf = (code: string, words = '') =>
  expect.objectContaining({ name: 'StoreError', code, message: expect.stringContaining(words) });

forEachDatabase((dialect, open) => {
  test('a database that is opened to be read is read while another writes, and cannot be changed', async () => {
    const location = await open.locate();
    const writing = await open.at(location);
    await migrate(writing, [first], 'things');
    const reading = await open.at(location, { readOnly: true });
    await writing.run(sql`INSERT INTO thing (id) VALUES (1)`);
    expect(await reading.all(sql`SELECT id FROM thing`)).toEqual([{ id: 1 }]);
    const insert = sql`INSERT INTO thing (id) VALUES (2)`;
    await expect(reading.run(insert)).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
    await expect(reading.transaction((trx) => trx.run(insert))).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
    expect(await writing.all(sql`SELECT id FROM thing`)).toEqual([{ id: 1 }]);
  });

  const testOfFiles = dialect === 'sqlite' ? test : undefined;
  testOfFiles?.('a file that is not there is not made, and one that is stays as it is', async () => {
    const location = await open.locate();
    await expect(openDatabase(location, { readOnly: true })).rejects.toEqual(codeOf('ERR_STORE_UNAVAILABLE'));
    expect(existsSync(location)).toBe(false);
    const writing = await openDatabase(location);
    await migrate(writing, [first], 'things');
    await writing.close();
    const before = statSync(location);
    const reading = await open.at(location, { readOnly: true });
    expect(await reading.all(sql`SELECT id FROM thing`)).toEqual([]);
    await reading.close();
    expect(statSync(location)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });
  });

  test('whether the tables are those that a program knows is found out without a change', async () => {
    const location = await open.locate();
    const writing = await open.at(location);
    const check = async (migrations: readonly Migration[]) =>
      checkMigrated(await open.at(location, { readOnly: true }), migrations, 'things');
    await writing.all(sql`SELECT 1 AS one`);
    await expect(check([first])).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_DUE', `"${first.id}"`));
    await migrate(writing, [first], 'others');
    await expect(check([first])).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_DUE', `"${first.id}"`));
    await migrate(writing, [second], 'things');
    await expect(check([second])).resolves.toBeUndefined();
    const third = { ...second, id: '2026-03-01-third' };
    await expect(check([second, third])).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_DUE', `"${third.id}"`));
    await expect(check([])).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_UNKNOWN', `"${second.id}"`));
    const changed = { ...second, statements: [sql`CREATE TABLE changed (id BIGINT)`] };
    await expect(check([changed])).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_CHANGED', `"${second.id}"`));
  });
});
