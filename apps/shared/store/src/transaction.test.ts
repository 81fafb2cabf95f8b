import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import type { Database, Queryable, Transaction } from './database.ts';
import { sql } from './sql.ts';
import { forEachDatabase } from './testing.ts';

const codeOf = (code: string) => expect.objectContaining({ name: 'StoreError', code });
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

async function createCounter(database: Database): Promise<void> {
  await database.run(sql`CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)`);
  await database.run(sql`INSERT INTO counter (id, n) VALUES (1, 0)`);
}

const read = async (queryable: Queryable, lock = sql``) =>
  (await queryable.first<{ n: number }>(sql`SELECT n FROM counter WHERE id = 1 ${lock}`))?.n ?? -1;
const write = (queryable: Queryable, n: number) => queryable.run(sql`UPDATE counter SET n = ${n} WHERE id = 1`);

forEachDatabase((_, open) => {
  test('what a transaction did is there when it resolves, and seen by itself before', async () => {
    const database = await open();
    await createCounter(database);
    const seen = await database.transaction(async (trx) => {
      await write(trx, 5);
      return read(trx);
    });
    expect([seen, await read(database)]).toEqual([5, 5]);
  });

  test('nobody else sees what is not committed', async () => {
    const database = await open();
    await createCounter(database);
    const gate = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const done = database.transaction(async (trx) => {
      await write(trx, 5);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    const seen = await read(database);
    gate.resolve();
    await done;
    expect([seen, await read(database)]).toEqual([0, 5]);
  });

  test('what work throws rolls back and is thrown on', async () => {
    const database = await open();
    await createCounter(database);
    const reason = new Error('changed my mind');
    const done = database.transaction(async (trx) => {
      await write(trx, 5);
      throw reason;
    });
    await expect(done).rejects.toBe(reason);
    expect(await read(database)).toBe(0);
  });

  test('a statement that fails spoils the transaction, even where work catches it', async () => {
    const database = await open();
    await createCounter(database);
    const after: unknown[] = [];
    const done = database.transaction(async (trx) => {
      await write(trx, 5);
      await trx.run(sql`INSERT INTO counter (id, n) VALUES (1, 1)`).catch(() => undefined);
      await write(trx, 6).catch((error) => after.push(error));
      return 'fine';
    });
    await expect(done).rejects.toEqual(codeOf('ERR_STORE_CONFLICT'));
    expect(after).toEqual([codeOf('ERR_STORE_CONFLICT')]);
    expect(await read(database)).toBe(0);
  });

  test('a conflict that is expected does not spoil it', async () => {
    const database = await open();
    await createCounter(database);
    const changed = await database.transaction(async (trx) => [
      await trx.run(sql`INSERT INTO counter (id, n) VALUES (1, 1) ON CONFLICT (id) DO NOTHING`),
      await write(trx, 7),
    ]);
    expect([changed, await read(database)]).toEqual([[0, 1], 7]);
  });

  test('statements of a transaction may be awaited together', async () => {
    const database = await open();
    await createCounter(database);
    await database.transaction(async (trx) => {
      await Promise.all(many(20).map((id) => trx.run(sql`INSERT INTO counter (id, n) VALUES (${id + 2}, 0)`)));
    });
    expect(await database.all(sql`SELECT id FROM counter`)).toHaveLength(21);
  });

  test('inside of a transaction the database itself is refused', async () => {
    const database = await open();
    await createCounter(database);
    const uses: readonly (() => Promise<unknown>)[] = [
      () => database.transaction(async () => 1),
      () => database.run(sql`UPDATE counter SET n = 1`),
      () => database.all(sql`SELECT n FROM counter`),
      () => database.first(sql`SELECT n FROM counter`),
    ];
    for (const use of uses) await expect(database.transaction(use)).rejects.toThrow(TypeError);
    expect(await read(database)).toBe(0);
  });

  test('what was started inside of a transaction may use the database after its end', async () => {
    const database = await open();
    await createCounter(database);
    const ended = Promise.withResolvers<void>();
    let later: Promise<number> | undefined;
    await database.transaction(async (trx) => {
      await write(trx, 3);
      later = ended.promise.then(() => read(database));
    });
    ended.resolve();
    expect(await later).toBe(3);
  });

  test('a transaction cannot be used after its end', async () => {
    const database = await open();
    await createCounter(database);
    let kept: Transaction | undefined;
    await database.transaction(async (trx) => {
      kept = trx;
    });
    await expect(kept?.run(sql`UPDATE counter SET n = 9`)).rejects.toThrow('A transaction was used after its end.');
    expect(await read(database)).toBe(0);
  });

  test('work sees the asynchronous context of its caller', async () => {
    const database = await open();
    const storage = new AsyncLocalStorage<number>();
    const seen = many(5).map((index) => storage.run(index, () => database.transaction(async () => storage.getStore())));
    expect(await Promise.all(seen)).toEqual(many(5));
  });

  test('of fifty that read and then write at once none is lost', async () => {
    const database = await open();
    await createCounter(database);
    await Promise.all(many(50).map(() => database.transaction(async (trx) => write(trx, (await read(trx)) + 1))));
    expect(await read(database)).toBe(50);
  });

  test('nor where they lock what they read, and are read committed', async () => {
    const database = await open();
    await createCounter(database);
    const increment = async (trx: Transaction) => write(trx, (await read(trx, sql.forUpdate(trx))) + 1);
    await Promise.all(many(50).map(() => database.transaction(increment, { isolation: 'read-committed' })));
    expect(await read(database)).toBe(50);
  });

  test('of fifty single statements at once none is lost', async () => {
    const database = await open();
    await createCounter(database);
    const increments = many(50).map(() => database.first(sql`UPDATE counter SET n = n + 1 WHERE id = 1 RETURNING n`));
    const seen = await Promise.all(increments);
    expect(seen.map((row) => row?.['n']).sort((one, other) => Number(one) - Number(other))).toEqual(
      many(50).map((n) => n + 1),
    );
  });

  test('two that lock in opposite orders both come to their end', async () => {
    const database = await open();
    await createCounter(database);
    await database.run(sql`INSERT INTO counter (id, n) VALUES (2, 0)`);
    const increment = (first: number, second: number) =>
      database.transaction(
        async (trx) => {
          await trx.run(sql`UPDATE counter SET n = n + 1 WHERE id = ${first}`);
          await trx.run(sql`UPDATE counter SET n = n + 1 WHERE id = ${second}`);
        },
        { isolation: 'read-committed' },
      );
    await Promise.all(many(6).map((index) => (index % 2 === 0 ? increment(1, 2) : increment(2, 1))));
    expect(await database.all(sql`SELECT n FROM counter ORDER BY id`)).toEqual([{ n: 6 }, { n: 6 }]);
  });

  test('two that each depend on what the other writes do not both have their way', async () => {
    const database = await open();
    await createCounter(database);
    await database.run(sql`INSERT INTO counter (id, n) VALUES (2, 0)`);
    // at most one may be 1: each looks whether the other is
    const claim = (own: number, other: number) =>
      database.transaction(async (trx) => {
        const taken = await trx.first<{ n: number }>(sql`SELECT n FROM counter WHERE id = ${other}`);
        if (taken?.n === 0) await trx.run(sql`UPDATE counter SET n = 1 WHERE id = ${own}`);
      });
    await Promise.all(many(10).flatMap(() => [claim(1, 2), claim(2, 1)]));
    expect(await database.first(sql`SELECT CAST(sum(n) AS BIGINT) AS sum FROM counter`)).toEqual({ sum: 1 });
  });

  test('two programs on one database do not disturb each other', async () => {
    const location = await open.locate();
    const [one, other] = [await open.at(location), await open.at(location)];
    await createCounter(one);
    const increment = (database: Database) => database.transaction(async (trx) => write(trx, (await read(trx)) + 1));
    for (const _ of many(10)) await Promise.all([increment(one), increment(other)]);
    expect([await read(one), await read(other)]).toEqual([20, 20]);
  });

  const insertLater = (trx: Transaction, id: number) =>
    trx.later(sql`INSERT INTO counter (id, n) VALUES (${id}, ${id})`);
  const ids = async (queryable: Queryable) =>
    (await queryable.all<{ id: number }>(sql`SELECT id FROM counter ORDER BY id`)).map(({ id }) => id);

  test.each(['serializable', 'read-committed'] as const)(
    'what is to be run later is seen by the next statement, and there after the commit (%s)',
    async (isolation) => {
      const database = await open();
      await createCounter(database);
      const seen = await database.transaction(
        async (trx) => {
          insertLater(trx, 2);
          trx.later(sql`UPDATE counter SET id = 3 WHERE id = 2`);
          const before = await ids(trx);
          insertLater(trx, 4);
          return before;
        },
        { isolation },
      );
      expect([seen, await ids(database)]).toEqual([
        [1, 3],
        [1, 3, 4],
      ]);
      await database.transaction(
        async (trx) => {
          insertLater(trx, 5);
          trx.later(sql`UPDATE counter SET id = 6 WHERE id = 5`);
        },
        { isolation },
      );
      expect(await ids(database)).toEqual([1, 3, 4, 6]);
    },
  );

  test('where something fails that was to be run later nothing is done, even where work catches it', async () => {
    const database = await open();
    await createCounter(database);
    const works: readonly ((trx: Transaction) => Promise<unknown>)[] = [
      async (trx) => {
        insertLater(trx, 2);
        insertLater(trx, 1);
      },
      async (trx) => {
        try {
          insertLater(trx, 1);
          await read(trx);
        } catch {}
        await write(trx, 7).catch(() => undefined);
      },
      async (trx) => {
        await write(trx, 8);
        insertLater(trx, 1);
      },
    ];
    for (const work of works) {
      const done = database.transaction(work, { isolation: 'read-committed' });
      await expect(done).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT', constraint: 'counter_pkey' });
    }
    const thrown = database.transaction(async (trx) => {
      insertLater(trx, 2);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await database.all(sql`SELECT id, n FROM counter`)).toEqual([{ id: 1, n: 0 }]);
  });

  test('nothing is to be run later once a transaction has ended, and no value that does not fit', async () => {
    const database = await open();
    await createCounter(database);
    let ended: Transaction | undefined;
    await database.transaction(async (trx) => {
      ended = trx;
    });
    expect(() => ended && insertLater(ended, 2)).toThrow(TypeError);
    const odd = database.transaction(async (trx) => {
      expect(() => insertLater(trx, Number.NaN)).toThrow();
    });
    await expect(odd).rejects.toThrow();
    expect(await ids(database)).toEqual([1]);
  });

  test('of transactions of nothing but what is to be run later none is lost', async () => {
    const database = await open();
    await createCounter(database);
    const one = (index: number) =>
      database.transaction(
        async (trx) => {
          insertLater(trx, 100 + index);
          trx.later(sql`UPDATE counter SET n = n + 1 WHERE id = 1`);
          // every fifth is refused, and takes nobody with it
          if (index % 5 === 0) insertLater(trx, 1);
        },
        { isolation: 'read-committed' },
      );
    const outcomes = await Promise.allSettled(many(50).map(one));
    expect(outcomes.map(({ status }) => status)).toEqual(
      many(50).map((index) => (index % 5 === 0 ? 'rejected' : 'fulfilled')),
    );
    expect([await read(database), (await ids(database)).length]).toEqual([40, 41]);
  });
});
