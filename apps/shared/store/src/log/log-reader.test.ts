import { expect, test } from 'vitest';
import { createMacKey, listLogs, openLogReader } from '../log.ts';
import { sql } from '../sql.ts';
import { forEachDatabase } from '../testing.ts';
import { appendSealed, collect, openLog, removeGuards } from './log.fixture.ts';

const codeOf = (code: string) => expect.objectContaining({ name: 'StoreError', code });

forEachDatabase((_, open) => {
  test('a log is read and verified in a database that is opened to be read', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    const log = await openLog(database);
    await appendSealed(database, log, 3);
    const reader = await openLogReader(await open.at(location, { readOnly: true }), { namespace: 'bank' });
    expect(await reader.verify()).toEqual(await log.verify());
    expect(await reader.read()).toEqual(await log.read());
  });

  test('a log that is not there is not made, and those that are there are listed', async () => {
    const database = await open();
    expect(await listLogs(database)).toEqual([]);
    await openLog(database);
    await openLog(database, { namespace: 'ca' });
    expect(await listLogs(database)).toEqual(['bank', 'ca']);
    await expect(openLogReader(database, { namespace: 'other' })).rejects.toEqual(codeOf('ERR_STORE_MIGRATION_DUE'));
    await expect(database.all(sql`SELECT id FROM other_log_entry`)).rejects.toEqual(codeOf('ERR_STORE_STATEMENT'));
  });

  test('each node has a verdict of its own, also behind one that is broken, and one that never sealed', async () => {
    const database = await open();
    for (const node of ['a', 'b', 'c']) {
      const log = await openLog(database, { node });
      await appendSealed(database, log, 2);
      await appendSealed(database, log, 2);
    }
    const late = await openLog(database, { node: 'd' });
    await late.append(database, { kind: 'access', body: null });
    await removeGuards(database);
    await database.run(sql`UPDATE bank_log_entry SET kind = 'other' WHERE node = 'b' AND position = 3`);
    const seen: string[] = [];
    const reader = await openLogReader(database, { namespace: 'bank' });
    const onSeal = ({ node, entries }: { node: string; entries: number }) => seen.push(`${node} ${entries}`);
    const verdicts = await collect(reader.verifyNodes({ onSeal }));
    const seal = { number: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/), time: expect.any(Date), key: undefined };
    expect(verdicts).toEqual([
      { node: 'a', entries: 4, unsealed: 0, seal: { ...seal, node: 'a' } },
      {
        node: 'b',
        entries: 2,
        unsealed: 0,
        seal: { ...seal, node: 'b', number: 1 },
        fault: { reason: 'entry-altered', place: { node: 'b', position: 3 } },
      },
      { node: 'c', entries: 4, unsealed: 0, seal: { ...seal, node: 'c' } },
      { node: 'd', entries: 0, unsealed: 1 },
    ]);
    expect(seen).toEqual(['a 2', 'a 4', 'b 2', 'c 2', 'c 4']);
  });

  test('the key of the last seal is told, and a reader may check by it', async () => {
    const database = await open();
    const key = createMacKey('k1', new Uint8Array(32).fill(7));
    const log = await openLog(database, { sealKey: key });
    await appendSealed(database, log, 1);
    const other = createMacKey('k1', new Uint8Array(32).fill(8));
    for (const [check, fault] of [
      [key.check, undefined],
      [other.check, { reason: 'seal-not-signed', place: { node: 'one', seal: 1 } }],
    ] as const) {
      const reader = await openLogReader(database, { namespace: 'bank', checkSeal: check });
      const [verdict] = await collect(reader.verifyNodes());
      expect(verdict?.fault).toEqual(fault);
      expect(verdict?.seal?.key).toBe(fault === undefined ? 'k1' : undefined);
    }
  });

  test.each([
    ['time', sql`time = 9000000000000000`],
    ['body', sql`body = 'no JSON'`],
  ])('an entry with a %s that no log writes is told', async (_name, set) => {
    const database = await open();
    const log = await openLog(database);
    await appendSealed(database, log, 2);
    await removeGuards(database);
    await database.run(sql`UPDATE bank_log_entry SET ${set} WHERE position = 2`);
    await expect(log.read()).rejects.toMatchObject({
      code: 'ERR_STORE_LOG_BROKEN',
      message: expect.stringMatching(/entry 2/),
    });
  });

  test('a condition asks other tables of the database, page by page', async () => {
    const database = await open();
    const log = await openLog(database);
    await database.run(sql`CREATE TABLE consent (id TEXT PRIMARY KEY)`);
    await database.run(sql`INSERT INTO consent (id) VALUES ('consent-2'), ('consent-4')`);
    await appendSealed(database, log, 4);
    await log.append(database, { kind: 'access', actor: 'tpp', subject: 'consent-4', body: null });
    await log.append(database, { kind: 'access', actor: 'tpp-2', subject: 'consent-9', body: null });
    const condition = sql`actor = 'tpp-2' OR EXISTS (SELECT 1 FROM consent WHERE consent.id = subject)`;
    const first = await log.read({ condition, kind: 'access', limit: 2 });
    const second = await log.read({ condition, kind: 'access', limit: 2, after: first.next });
    const subjects = [...first.records, ...second.records].map(({ subject }) => subject);
    expect(subjects).toEqual(['consent-2', 'consent-4', 'consent-4', 'consent-9']);
    expect(second.next).toBeUndefined();
  });
});
