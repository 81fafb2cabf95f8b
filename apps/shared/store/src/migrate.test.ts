import { expect, test } from 'vitest';
import { type Migration, migrate, sql } from './index.ts';
import { forEachDatabase } from './testing.ts';

const first: Migration = { id: '2026-01-01-things', statements: [sql`CREATE TABLE thing (id BIGINT PRIMARY KEY)`] };
const second: Migration = {
  id: '2026-02-01-names',
  statements: [sql`ALTER TABLE thing ADD COLUMN name TEXT`, sql`INSERT INTO thing (id, name) VALUES (${1}, ${'one'})`],
};
const codeOf = (code: string, named: string) =>
  expect.objectContaining({ name: 'StoreError', code, message: expect.stringContaining(`"${named}"`) });

forEachDatabase((name, open) => {
  test('what is due is applied, once', async () => {
    const database = await open();
    await migrate(database, [first], 'things');
    await migrate(database, [first, second], 'things');
    await migrate(database, [first, second], 'things');
    expect(await database.all(sql`SELECT id, name FROM thing`)).toEqual([{ id: 1, name: 'one' }]);
  });

  test('packages share a database, each with a namespace of its own', async () => {
    const database = await open();
    await migrate(database, [first], 'things');
    await migrate(database, [{ id: '2025-01-01-others', statements: [sql`CREATE TABLE other (id BIGINT)`] }], 'others');
    expect(await database.all(sql`SELECT namespace, id FROM schema_migration ORDER BY namespace`)).toEqual([
      { namespace: 'others', id: '2025-01-01-others' },
      { namespace: 'things', id: '2026-01-01-things' },
    ]);
  });

  test('nodes that start at once wait for each other', async () => {
    const location = await open.locate();
    const nodes = await Promise.all([1, 2, 3, 4].map(() => open.at(location)));
    await Promise.all(nodes.map((database) => migrate(database, [first, second], 'things')));
    expect(await nodes[0]?.all(sql`SELECT id FROM thing`)).toEqual([{ id: 1 }]);
  });

  test('one that fails is named, and leaves nothing of all that were due', async () => {
    const database = await open();
    const wrong: Migration = { id: '2026-03-01-wrong', statements: [sql`INSERT INTO thing (id) VALUES (2), (2)`] };
    await expect(migrate(database, [first, second, wrong], 'things')).rejects.toEqual(
      codeOf('ERR_STORE_CONFLICT', wrong.id),
    );
    await expect(database.all(sql`SELECT id FROM thing`)).rejects.toEqual(
      expect.objectContaining({ code: 'ERR_STORE_STATEMENT' }),
    );
    await migrate(database, [first, second], 'things');
  });

  test('a database that a newer program made is refused', async () => {
    const database = await open();
    await migrate(database, [first, second], 'things');
    await expect(migrate(database, [first], 'things')).rejects.toEqual(
      codeOf('ERR_STORE_MIGRATION_UNKNOWN', second.id),
    );
  });

  test('a migration that was changed after it was applied is refused', async () => {
    const database = await open();
    await migrate(database, [first, second], 'things');
    const changed = { ...first, statements: [sql`CREATE TABLE thing (id BIGINT PRIMARY KEY, more TEXT)`] };
    await expect(migrate(database, [changed, second], 'things')).rejects.toEqual(
      codeOf('ERR_STORE_MIGRATION_CHANGED', first.id),
    );
    const value = {
      ...second,
      statements: [second.statements[0] ?? sql``, sql`INSERT INTO thing (id, name) VALUES (${2}, ${'one'})`],
    };
    await expect(migrate(database, [first, value], 'things')).rejects.toEqual(
      codeOf('ERR_STORE_MIGRATION_CHANGED', second.id),
    );
  });

  test('one that is only laid out otherwise is the same', async () => {
    const database = await open();
    await migrate(database, [first], 'things');
    const wrapped = { ...first, statements: [sql`CREATE TABLE thing (id\n    BIGINT PRIMARY KEY)`] };
    await migrate(database, [wrapped], 'things');
  });

  test('a new one that sorts before an applied one is refused', async () => {
    const database = await open();
    await migrate(database, [first, second], 'things');
    const between: Migration = { id: '2026-01-15-between', statements: [sql`CREATE TABLE between_them (id BIGINT)`] };
    await expect(migrate(database, [first, between, second], 'things')).rejects.toEqual(
      codeOf('ERR_STORE_MIGRATION_ORDER', between.id),
    );
  });

  test('a statement for one dialect runs on that alone', async () => {
    const database = await open();
    const split: Migration = {
      id: '2026-01-01-split',
      statements: [
        { sqlite: sql`CREATE TABLE of_sqlite (id BIGINT)`, postgresql: sql`CREATE TABLE of_postgresql (id BIGINT)` },
        { postgresql: sql`CREATE TABLE second_of_postgresql (id BIGINT)` },
      ],
    };
    await migrate(database, [split], 'split');
    expect(await database.all(sql`SELECT id FROM ${sql.identifier(`of_${name}`)}`)).toEqual([]);
    const second = database.all(sql`SELECT id FROM second_of_postgresql`);
    await (name === 'postgresql' ? second : expect(second).rejects.toThrow());
  });

  test.each([
    ['does not begin with a day', [{ id: 'things', statements: [] }]],
    ['comes twice', [first, first]],
    ['is not in order', [second, first]],
  ])('an id that %s is a mistake of the program', async (_, migrations) => {
    await expect(migrate(await open(), migrations, 'things')).rejects.toThrow(TypeError);
  });

  test('so is a namespace that is no name', async () => {
    await expect(migrate(await open(), [], 'No Name')).rejects.toThrow(TypeError);
  });
});
