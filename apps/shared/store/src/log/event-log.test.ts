import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import type { LogEntry } from '../log.ts';
import { sql } from '../sql.ts';
import { forEachDatabase } from '../testing.ts';
import { appendSealed, openLog } from './log.fixture.ts';
import type { Repeat } from './repeat.ts';

const entry: LogEntry = {
  kind: 'consent-given',
  actor: 'tpp-1',
  subject: 'consent-1',
  body: { accounts: ['DE…13'], ünï: '✓' },
};
const codeOf = (code: string) => expect.objectContaining({ name: 'StoreError', code });

forEachDatabase((_, open) => {
  test('an entry is read as it was appended, unsealed and sealed', async () => {
    const database = await open();
    const log = await openLog(database);
    await log.append(database, entry);
    const record = { ...entry, id: 1, node: 'one', time: new Date('2026-11-26T00:00:01Z') };
    expect(await log.read()).toEqual({ records: [{ ...record, sealed: false }], next: undefined });
    await log.seal();
    expect(await log.read()).toEqual({ records: [{ ...record, sealed: true }], next: undefined });
  });

  test('an entry needs no actor and no subject', async () => {
    const database = await open();
    const log = await openLog(database);
    await log.append(database, { kind: 'started', body: null });
    const { records } = await log.read();
    expect(records).toMatchObject([{ kind: 'started', actor: undefined, subject: undefined, body: null }]);
  });

  test.each<[string, LogEntry]>([
    ['kind', { kind: '', body: null }],
    ['kind', { kind: 'x'.repeat(201), body: null }],
    ['subject', { kind: 'x', subject: 'x'.repeat(201), body: null }],
    ['actor', { kind: 'x', actor: '', body: null }],
    ['body', { kind: 'x', body: 'x'.repeat(256 * 1024) }],
  ])('a "%s" that is empty or too long is refused', async (name, wrong) => {
    const database = await open();
    const log = await openLog(database);
    const refusal = expect.objectContaining({ code: 'ERR_STORE_VALUE', message: expect.stringContaining(`"${name}"`) });
    await expect(log.append(database, wrong)).rejects.toEqual(refusal);
  });

  test('an entry and what it proves are one transaction', async () => {
    const database = await open();
    const log = await openLog(database);
    await database.run(sql`CREATE TABLE consent (id BIGINT PRIMARY KEY)`);
    const give = async (fails: boolean) =>
      database.transaction(async (trx) => {
        await trx.run(sql`INSERT INTO consent (id) VALUES (1)`);
        await log.append(trx, entry);
        if (fails) throw new Error('no');
      });
    await expect(give(true)).rejects.toThrow('no');
    expect((await log.read()).records).toEqual([]);
    await give(false);
    expect((await log.read()).records).toHaveLength(1);
  });

  const useOnce = sql`UPDATE consent SET used = used + 1 WHERE id = 1 AND used < 4 RETURNING id, used`;
  test('a change that nobody asks anything of is recorded with it, or neither is there', async () => {
    const database = await open();
    const log = await openLog(database);
    await database.run(sql`CREATE TABLE consent (id BIGINT PRIMARY KEY)`);
    const give = (...ids: readonly number[]) =>
      database.transaction(
        async (trx) => {
          for (const id of ids)
            log.later(trx, sql`INSERT INTO consent (id) VALUES (${id})`, { ...entry, subject: `consent-${id}` });
        },
        { isolation: 'read-committed' },
      );
    await give(1, 2, 3);
    await expect(give(4, 1)).rejects.toEqual(codeOf('ERR_STORE_CONFLICT'));
    expect((await log.read()).records.map(({ subject }) => subject)).toEqual(['consent-1', 'consent-2', 'consent-3']);
    expect(await database.first(sql`SELECT count(*) AS n FROM consent`)).toEqual({ n: 3 });
  });

  test.each(['the database', 'a transaction'])('a change of %s is recorded if it changed something', async (where) => {
    const database = await open();
    const log = await openLog(database);
    await database.run(sql`CREATE TABLE consent (id BIGINT PRIMARY KEY, used BIGINT NOT NULL)`);
    await database.run(sql`INSERT INTO consent (id, used) VALUES (1, 2)`);
    const use = () =>
      where === 'the database'
        ? log.record(database, useOnce, entry)
        : database.transaction((trx) => log.record(trx, useOnce, entry));
    expect([await use(), await use(), await use()]).toEqual([[{ id: 1, used: 3 }], [{ id: 1, used: 4 }], []]);
    expect((await log.read()).records).toHaveLength(2);
  });

  test('what is read may be recorded, too, and what fails is not', async () => {
    const database = await open();
    const log = await openLog(database);
    await database.run(sql`CREATE TABLE consent (id BIGINT PRIMARY KEY)`);
    await database.run(sql`INSERT INTO consent (id) VALUES (1)`);
    expect(await log.record(database, sql`SELECT id FROM consent WHERE id = ${1}`, entry)).toEqual([{ id: 1 }]);
    const twice = log.record(database, sql`INSERT INTO consent (id) VALUES (1) RETURNING id`, entry);
    await expect(twice).rejects.toEqual(codeOf('ERR_STORE_CONFLICT'));
    expect((await log.read()).records).toHaveLength(1);
  });

  test('a change that would be recorded whether it changed something or not is a mistake of the program', async () => {
    const database = await open();
    const log = await openLog(database);
    await expect(log.record(database, sql`DELETE FROM bank_log_tail`, entry)).rejects.toThrow(TypeError);
  });

  test('a caller runs the statement in its own way, for each row of a source, too', async () => {
    const database = await open();
    const log = await openLog(database);
    expect(await database.run(log.statement(entry))).toBe(1);
    const source = sql`FROM (SELECT 1 AS a UNION ALL SELECT 2) AS used`;
    expect(await database.run(log.statement(entry, source))).toBe(2);
    expect((await log.read()).records).toHaveLength(3);
  });

  test('the database itself refuses to change, delete or replace what was logged', async () => {
    const database = await open();
    const log = await openLog(database);
    await appendSealed(database, log, 2);
    await log.append(database, entry);
    const tampering = ['tail', 'entry', 'seal'].flatMap((name) => {
      const table = sql.identifier(`bank_log_${name}`);
      return [sql`UPDATE ${table} SET time = 0`, sql`DELETE FROM ${table}`];
    });
    if (database.dialect === 'postgresql') tampering.push(sql`TRUNCATE bank_log_tail`, sql`TRUNCATE bank_log_entry`);
    else tampering.push(sql`INSERT OR REPLACE INTO bank_log_entry SELECT * FROM bank_log_entry`);
    for (const statement of tampering)
      await expect(database.run(statement)).rejects.toEqual(codeOf('ERR_STORE_REFUSED'));
    expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: 2, unsealed: 1 } });
  });

  test('entries are found by kind, actor, subject and time, and paged', async () => {
    const database = await open();
    const log = await openLog(database);
    const kinds = ['given', 'used', 'revoked'];
    for (let index = 0; index < 30; index += 1) {
      await log.append(database, {
        kind: kinds[index % 3] ?? '',
        actor: `tpp-${index % 2}`,
        subject: `c-${index % 5}`,
        body: index,
      });
      if (index === 17) await log.seal();
    }
    const find = async (filter: Parameters<typeof log.read>[0]) =>
      (await log.read(filter)).records.map(({ body }) => body);
    expect(await find({ kind: 'used', actor: 'tpp-0' })).toEqual([4, 10, 16, 22, 28]);
    expect(await find({ kind: ['used', 'given'], subject: 'c-1' })).toEqual([1, 6, 16, 21]);
    expect(await find({ subject: ['c-1', 'c-2'], kind: 'used' })).toEqual([1, 7, 16, 22]);
    // the clock was asked once for each entry, and once for the seal
    const at = (seconds: number) => new Date(Date.UTC(2026, 10, 26) + seconds * 1000);
    expect(await find({ from: at(3), to: at(6) })).toEqual([2, 3, 4]);
    const pages: unknown[][] = [];
    let after: number | undefined;
    do {
      const page = await log.read({ limit: 8, after });
      pages.push(page.records.map(({ body }) => body));
      after = page.next;
    } while (after !== undefined);
    expect(pages.map((page) => page.length)).toEqual([8, 8, 8, 6]);
    expect(pages.flat()).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  test.each([0, 1001, 1.5])('a page of %d entries is a mistake of the program', async (limit) => {
    const log = await openLog(await open());
    await expect(log.read({ limit })).rejects.toThrow(TypeError);
  });

  test('nodes have chains of their own in one log', async () => {
    const location = await open.locate();
    const nodes = ['one', 'two', 'three'];
    const databases = await Promise.all(nodes.map(() => open.at(location)));
    const logs = await Promise.all(databases.map((database, index) => openLog(database, { node: nodes[index] ?? '' })));
    const work = databases.flatMap((database, index) =>
      Array.from({ length: 20 }, () => logs[index]?.append(database, entry)),
    );
    await Promise.all([...work, ...logs.map((log) => log.seal())]);
    const heads = await Promise.all(logs.map((log) => log.seal()));
    const verdict = await logs[0]?.verify();
    expect(verdict).toMatchObject({ accepted: true, evidence: { entries: 60, unsealed: 0 } });
    expect(verdict?.evidence).toHaveProperty(
      'heads',
      heads.toSorted((one, other) => ((one?.node ?? '') < (other?.node ?? '') ? -1 : 1)),
    );
  });

  test('what is committed late is sealed later', async () => {
    const database = await open();
    const log = await openLog(database);
    const inside = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const late = database.transaction(async (trx) => {
      await log.append(trx, { ...entry, kind: 'late' });
      inside.resolve();
      await gate.promise;
    });
    await inside.promise;
    // SQLite lets one transaction run at a time, so that nothing can be appended and sealed meanwhile
    const meanwhile = log.append(database, entry).then(() => log.seal());
    if (database.dialect === 'postgresql') await meanwhile;
    gate.resolve();
    await Promise.all([late, meanwhile]);
    await log.seal();
    expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: 2, unsealed: 0 } });
  });

  test('it goes on where it stopped, and what was not sealed then is sealed', async () => {
    const location = await open.locate();
    const before = await open.at(location);
    const first = await openLog(before);
    await appendSealed(before, first, 3);
    await first.append(before, entry);
    await before.close();
    const after = await open.at(location);
    const second = await openLog(after);
    expect(await second.verify()).toMatchObject({ accepted: true, evidence: { entries: 3, unsealed: 1 } });
    await second.seal();
    expect(await second.verify()).toMatchObject({ accepted: true, evidence: { entries: 4, unsealed: 0 } });
  });

  test('more entries than one seal takes are sealed by one call', async () => {
    const database = await open();
    const log = await openLog(database);
    await database.run(
      log.statement(
        entry,
        sql`FROM (${sql.join(Array(37).fill(sql`SELECT 1 AS n`), sql` UNION ALL `)}) AS a,
      (${sql.join(Array(37).fill(sql`SELECT 1 AS n`), sql` UNION ALL `)}) AS b`,
      ),
    );
    expect(await log.seal()).toMatchObject({ number: 3 });
    expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: 37 * 37, unsealed: 0 } });
  });

  test('calls of seal at once make one chain', async () => {
    const database = await open();
    const log = await openLog(database);
    await log.append(database, entry);
    const heads = await Promise.all([log.seal(), log.seal(), log.seal()]);
    expect(heads.map((head) => head?.number)).toEqual([1, 1, 1]);
    expect(await log.verify()).toMatchObject({ accepted: true });
  });

  test('two processes under one name seal one chain: neither fails, each entry is sealed once, and both are told', async () => {
    const location = await open.locate();
    const databases = [await open.at(location), await open.at(location)];
    const told: string[] = [];
    const sealed: string[] = [];
    const logs = await Promise.all(
      databases.map((database, index) =>
        openLog(database, {
          onShared: () => told.push(`process ${index}`),
          onSealed: (entries) => sealed.push(...entries.map(({ kind }) => kind)),
        }),
      ),
    );
    for (let round = 0; round < 10; round += 1) {
      const append = (database: Database, index: number) =>
        logs[index]?.append(database, { ...entry, kind: `${round}-${index}` });
      await Promise.all(databases.map(append));
      await Promise.all(logs.map((log) => log.seal()));
    }
    // each in its turn, too, so that both meet what the other has made
    for (const [index, database] of databases.entries()) {
      await logs[index]?.append(database, entry);
      await logs[index]?.seal();
    }
    await logs[0]?.seal();
    expect(told.toSorted()).toEqual(['process 0', 'process 1']);
    expect(new Set(sealed)).toHaveProperty('size', 21);
    expect(sealed).toHaveLength(22);
    expect(await logs[1]?.verify()).toMatchObject({ accepted: true, evidence: { entries: 22, unsealed: 0 } });
  });

  test('a name that was taken over after its process was killed is shared with nobody', async () => {
    const location = await open.locate();
    const before = await open.at(location);
    const killed = await openLog(before);
    await appendSealed(before, killed, 1);
    await killed.append(before, entry);
    await before.close();
    const after = await open.at(location);
    const told: string[] = [];
    const next = await openLog(after, { onShared: () => told.push('shared') });
    for (let round = 0; round < 3; round += 1) await appendSealed(after, next, 1);
    expect([told, await next.verify()]).toMatchObject([[], { accepted: true, evidence: { entries: 5 } }]);
  });

  test('it seals by itself until it is closed, and then what is left', async () => {
    const database = await open();
    const turns: (() => Promise<void>)[] = [];
    let stopped = false;
    const repeat: Repeat = (work, every) => {
      expect(every).toBe(1000);
      turns.push(work);
      return () => {
        stopped = true;
      };
    };
    const log = await openLog(database, { sealEvery: 1000, repeat });
    await log.append(database, entry);
    await turns[0]?.();
    expect(await log.verify()).toMatchObject({ evidence: { entries: 1, unsealed: 0 } });
    await log.append(database, entry);
    await log.close();
    expect(stopped).toBe(true);
    expect(await log.verify()).toMatchObject({ evidence: { entries: 2, unsealed: 0 } });
  });

  test('that sealing failed is told, and it is tried again', async () => {
    const database = await open();
    const turns: (() => Promise<void>)[] = [];
    const errors: unknown[] = [];
    const sign = { broken: true };
    const log = await openLog(database, {
      sealEvery: 1000,
      repeat: (work) => {
        turns.push(work);
        return () => undefined;
      },
      onError: (error) => errors.push(error),
      sealKey: {
        id: 'hsm',
        sign: async () => {
          if (sign.broken) throw new Error('The HSM does not answer.');
          return new Uint8Array([1]);
        },
      },
    });
    await log.append(database, entry);
    await turns[0]?.();
    expect(errors).toEqual([new Error('The HSM does not answer.')]);
    sign.broken = false;
    await turns[0]?.();
    expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: 1, unsealed: 0 } });
  });

  test('two logs in one database do not meet', async () => {
    const database = await open();
    const logs = [await openLog(database), await openLog(database, { namespace: 'tpp' })];
    await logs[0]?.append(database, entry);
    await Promise.all(logs.map((log) => log.seal()));
    expect(await logs[1]?.verify()).toMatchObject({ evidence: { entries: 0, unsealed: 0, heads: [] } });
  });
});

test('a namespace that makes no names is a mistake of the program', async () => {
  const { openDatabase } = await import('../index.ts');
  const database = await openDatabase(':memory:');
  for (const namespace of ['', 'A', 'a-b', 'a'.repeat(31)])
    await expect(openLog(database, { namespace })).rejects.toThrow(TypeError);
  await database.close();
});
