import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from './any-character.fixture.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';
import { sql } from './sql.ts';
import { forEachDatabase } from './testing.ts';

const codeOf = (code: string, more: object = {}) => expect.objectContaining({ name: 'StoreError', code, ...more });

async function createAccounts(database: Database): Promise<void> {
  await database.run(sql`CREATE TABLE bank (id BIGINT PRIMARY KEY)`);
  await database.run(sql`CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    iban TEXT NOT NULL,
    bank BIGINT REFERENCES bank (id),
    balance BIGINT NOT NULL DEFAULT 0 CONSTRAINT solvent CHECK (balance >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR',
    blocked BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (iban, currency)
  )`);
  await database.run(sql`CREATE UNIQUE INDEX one_blocked ON account (currency, blocked) WHERE blocked`);
  await database.run(sql`INSERT INTO account (id, iban) VALUES (1, 'DE1')`);
}

forEachDatabase((name, open) => {
  test('it says which dialect it speaks, in transactions, too', async () => {
    const database = await open();
    expect([database.kind, database.dialect]).toEqual(['database', name]);
    expect(await database.transaction(async (trx) => [trx.kind, trx.dialect])).toEqual(['transaction', name]);
  });

  test('all gives rows, first one or none, run the number of changes', async () => {
    const database = await open();
    await createAccounts(database);
    expect(await database.run(sql`INSERT INTO account (id, iban) VALUES (2, 'DE2'), (3, 'DE3')`)).toBe(2);
    expect(await database.all(sql`SELECT id, iban FROM account WHERE id > ${1} ORDER BY id`)).toEqual([
      { id: 2, iban: 'DE2' },
      { id: 3, iban: 'DE3' },
    ]);
    expect(await database.first(sql`SELECT id FROM account WHERE id = ${2}`)).toEqual({ id: 2 });
    expect(await database.first(sql`SELECT id FROM account WHERE id = ${9}`)).toBeUndefined();
    expect(await database.run(sql`UPDATE account SET balance = 1 WHERE id > ${1}`)).toBe(2);
    expect(await database.run(sql`DELETE FROM account WHERE id = ${9}`)).toBe(0);
    await expect(database.first(sql`SELECT id FROM account`)).rejects.toThrow(TypeError);
  });

  test('what a change returns is read like a row', async () => {
    const database = await open();
    await createAccounts(database);
    const changed = await database.all(sql`
      INSERT INTO account (id, iban) VALUES (1, 'DE1') ON CONFLICT (id) DO UPDATE SET blocked = TRUE RETURNING id, blocked`);
    expect(changed).toEqual([{ id: 1, blocked: true }]);
  });

  test('every value comes back as it went in', async () => {
    const database = await open();
    await database.run(
      sql`CREATE TABLE box (id BIGINT PRIMARY KEY, t TEXT, n BIGINT, f DOUBLE PRECISION, b BOOLEAN, y BYTEA)`,
    );
    const integer = fc.maxSafeInteger();
    const real = fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((number) => number + 0);
    const text = fc.string({ unit: ANY_CHARACTER }).map((some) => some.replaceAll('\0', '').toWellFormed());
    const row = fc.record({
      t: fc.option(text),
      n: fc.option(integer),
      f: fc.option(real),
      b: fc.option(fc.boolean()),
      y: fc.option(fc.uint8Array()),
    });
    let id = 0;
    await fc.assert(
      fc.asyncProperty(row, async ({ t, n, f, b, y }) => {
        id += 1;
        await database.run(sql`INSERT INTO box (id, t, n, f, b, y) VALUES (${id}, ${t}, ${n}, ${f}, ${b}, ${y})`);
        const found = await database.first(sql`SELECT t, n, f, b, y FROM box WHERE id = ${id}`);
        expect({ ...found }).toStrictEqual({ t, n, f, b, y });
      }),
      { numRuns: 60 },
    );
  });

  test.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, -1])('the integer %d keeps its value', async (n) => {
    const database = await open();
    expect(await database.first(sql`SELECT CAST(${n} AS BIGINT) AS n`)).toEqual({ n });
  });

  test('integers divide as integers', async () => {
    const database = await open();
    await createAccounts(database);
    await database.run(sql`UPDATE account SET balance = ${7}`);
    expect(await database.first(sql`SELECT balance / ${2} AS half FROM account`)).toEqual({ half: 3 });
  });

  test.each([
    ['text with NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
    ['an integer beyond 2^53', 2 ** 53],
  ])('%s is refused, since not every store gives it back', async (_, value) => {
    const database = await open();
    await createAccounts(database);
    const statement = sql`UPDATE account SET iban = ${value}`;
    await expect(database.run(statement)).rejects.toEqual(codeOf('ERR_STORE_VALUE'));
    await expect(database.all(sql`SELECT id FROM account WHERE iban = ${value}`)).rejects.toEqual(
      codeOf('ERR_STORE_VALUE'),
    );
    await expect(database.transaction((trx) => trx.run(statement))).rejects.toEqual(codeOf('ERR_STORE_VALUE'));
  });

  test('an integer beyond 2^53 in a column is an error and not a wrong number', async () => {
    const database = await open();
    await expect(database.first(sql`SELECT CAST(9007199254740993 AS BIGINT) AS n`)).rejects.toEqual(
      codeOf('ERR_STORE_VALUE'),
    );
    expect(await database.first(sql`SELECT 1 AS n`)).toEqual({ n: 1 });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is a mistake of the program', async (value) => {
    const database = await open();
    await expect(database.run(sql`SELECT ${value}`)).rejects.toThrow(TypeError);
  });

  test('what is no value is a mistake of the program', async () => {
    const database = await open();
    for (const wrong of [undefined, {}, [], 1n, new Date(0)]) {
      // @ts-expect-error the types say so, too
      await expect(database.all(sql`SELECT ${wrong}`)).rejects.toThrow(TypeError);
    }
  });

  const broken = [
    ['a primary key', sql`INSERT INTO account (id, iban) VALUES (1, 'DE2')`, 'ERR_STORE_CONFLICT', 'account_pkey'],
    [
      'a unique constraint',
      sql`INSERT INTO account (id, iban) VALUES (2, 'DE1')`,
      'ERR_STORE_CONFLICT',
      'account_iban_currency_key',
    ],
    [
      'a unique index',
      sql`INSERT INTO account (id, iban, blocked) VALUES (2, 'DE2', TRUE), (3, 'DE3', TRUE)`,
      'ERR_STORE_CONFLICT',
      'one_blocked',
    ],
    ['a check', sql`UPDATE account SET balance = -1`, 'ERR_STORE_CHECK', 'solvent'],
    ['a column that must be there', sql`UPDATE account SET iban = NULL`, 'ERR_STORE_NOT_NULL', undefined],
  ] as const;
  test.each(broken)(
    'a change that breaks %s is told by code and constraint, and changes nothing',
    async (_, statement, code, constraint) => {
      const database = await open();
      await createAccounts(database);
      const error = await database.run(statement).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ code, constraint });
      expect(await database.all(sql`SELECT id, iban, balance FROM account`)).toEqual([
        { id: 1, iban: 'DE1', balance: 0 },
      ]);
    },
  );

  test('a reference to what is not there is told by its code', async () => {
    const database = await open();
    await createAccounts(database);
    await expect(database.run(sql`UPDATE account SET bank = 7`)).rejects.toEqual(codeOf('ERR_STORE_FOREIGN_KEY'));
  });

  test('no value stands in an error', async () => {
    const database = await open();
    await createAccounts(database);
    const secret = 'DE89370400440532013000';
    await database.run(sql`INSERT INTO account (id, iban) VALUES (5, ${secret})`);
    const errors = await Promise.all(
      [
        sql`INSERT INTO account (id, iban) VALUES (6, ${secret})`,
        sql`SELECT id FROM account WHERE CAST(${secret} AS BIGINT) = 1 OR 1 = CAST(${'a\0'} AS BIGINT)`,
        sql`INSERT INTO account (id, iban, balance) VALUES (7, ${secret}, -1)`,
        sql`INSERT INTO account (id, iban, bank) VALUES (7, ${secret}, 1)`,
      ].map((statement) => database.run(statement).catch((error: unknown) => error)),
    );
    for (const error of errors) {
      expect(error).toBeInstanceOf(StoreError);
      expect(JSON.stringify(error) + (error instanceof Error ? `${error.message}${error.stack}` : '')).not.toContain(
        secret,
      );
    }
  });

  test('a wrong statement is told as such', async () => {
    const database = await open();
    await expect(database.all(sql`SELECT FROM WHERE`)).rejects.toEqual(codeOf('ERR_STORE_STATEMENT'));
    await expect(database.run(sql`UPDATE nowhere SET a = 1`)).rejects.toEqual(codeOf('ERR_STORE_STATEMENT'));
  });

  test('two statements in one are refused, not half of them left', async () => {
    const database = await open();
    await createAccounts(database);
    const run = database.run(sql`UPDATE account SET balance = ${1}; UPDATE account SET balance = 2`);
    await expect(run).rejects.toThrow(/Two statements|multiple commands/);
  });

  test('after closing everything is refused', async () => {
    const database = await open();
    await database.close();
    await database.close();
    await expect(database.all(sql`SELECT 1`)).rejects.toEqual(codeOf('ERR_STORE_CLOSED'));
    await expect(database.transaction(async () => 1)).rejects.toEqual(codeOf('ERR_STORE_CLOSED'));
  });

  test('closing lets end what was begun', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await createAccounts(database);
    const gate = Promise.withResolvers<void>();
    const slow = database.transaction(async (trx) => {
      await trx.run(sql`UPDATE account SET balance = 5`);
      await gate.promise;
    });
    const quick = database.run(sql`INSERT INTO account (id, iban) VALUES (2, 'DE2')`);
    const closed = database.close();
    gate.resolve();
    await Promise.all([slow, quick, closed]);
    const again = await open.at(location);
    expect(await again.all(sql`SELECT id, balance FROM account ORDER BY id`)).toEqual([
      { id: 1, balance: 5 },
      { id: 2, balance: 0 },
    ]);
  });
});
