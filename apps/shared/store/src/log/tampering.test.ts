import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { createMacKey, type EventLog, type LogFault, type LogHead } from '../log.ts';
import { type Sql, sql } from '../sql.ts';
import { forEachDatabase } from '../testing.ts';
import { beginChain, chainEntry, chainSeal } from './chain.ts';
import { appendSealed, openLog, removeGuards } from './log.fixture.ts';

const key = createMacKey('k1', new Uint8Array(32).fill(7));
const entryColumns = sql`position, id, node, time, kind, actor, subject, body, digest`;

/** Three seals: over 1 to 3, 4 to 6, 7 to 9. */
async function prepare(database: Database, log: EventLog): Promise<LogHead | undefined> {
  for (const _ of [1, 2, 3]) await appendSealed(database, log, 3);
  await removeGuards(database);
  return log.seal();
}

interface Case {
  readonly what: string;
  readonly statements: readonly Sql[];
  readonly reason: LogFault;
  readonly place: { readonly seal?: number; readonly position?: number };
}

const cases: readonly Case[] = [
  ...[
    'time = 1',
    "kind = 'other'",
    "actor = 'other'",
    'actor = NULL',
    "subject = 'other'",
    "body = '{}'",
    'id = 99',
    "digest = 'x'",
  ].map(
    (change): Case => ({
      what: `an entry with ${change}`,
      statements: [sql`UPDATE bank_log_entry SET ${fixedText(change)} WHERE position = 5`],
      reason: 'entry-altered',
      place: { position: 5 },
    }),
  ),
  {
    what: 'a deleted entry',
    statements: [sql`DELETE FROM bank_log_entry WHERE position = 5`],
    reason: 'entry-missing',
    place: { position: 5 },
  },
  {
    what: 'a deleted first entry',
    statements: [sql`DELETE FROM bank_log_entry WHERE position = 1`],
    reason: 'entry-missing',
    place: { position: 1 },
  },
  {
    what: 'a deleted last entry',
    statements: [sql`DELETE FROM bank_log_entry WHERE position = 9`],
    reason: 'entry-missing',
    place: { position: 9 },
  },
  {
    what: 'two entries that changed places',
    statements: [
      sql`UPDATE bank_log_entry SET position = 99 WHERE position = 5`,
      sql`UPDATE bank_log_entry SET position = 5 WHERE position = 6`,
      sql`UPDATE bank_log_entry SET position = 6 WHERE position = 99`,
    ],
    reason: 'entry-altered',
    place: { position: 5 },
  },
  {
    what: 'an entry that was put in between, the later ones moved up',
    statements: [
      sql`UPDATE bank_log_entry SET position = -position - 1 WHERE position >= 5`,
      sql`UPDATE bank_log_entry SET position = -position WHERE position < 0`,
      sql`INSERT INTO bank_log_entry (${entryColumns}) VALUES (5, 50, 'one', 1, 'forged', NULL, NULL, '{}', 'x')`,
    ],
    reason: 'entry-altered',
    place: { position: 5 },
  },
  {
    what: 'an entry that was put before the first',
    statements: [
      sql`INSERT INTO bank_log_entry (${entryColumns}) VALUES (0, 50, 'one', 1, 'forged', NULL, NULL, '{}', 'x')`,
    ],
    reason: 'entry-altered',
    place: { position: 0 },
  },
  {
    what: 'an entry that was put behind the last',
    statements: [
      sql`INSERT INTO bank_log_entry (${entryColumns}) VALUES (10, 50, 'one', 1, 'forged', NULL, NULL, '{}', 'x')`,
    ],
    reason: 'entry-without-seal',
    place: { position: 10 },
  },
  {
    what: 'entries of a node that never sealed',
    statements: [
      sql`INSERT INTO bank_log_entry (${entryColumns}) VALUES (1, 50, 'zero', 1, 'forged', NULL, NULL, '{}', 'x')`,
    ],
    reason: 'entry-without-seal',
    place: { position: 1 },
  },
  {
    what: 'a deleted seal',
    statements: [sql`DELETE FROM bank_log_seal WHERE number = 2`],
    reason: 'seal-missing',
    place: { seal: 2 },
  },
  {
    what: 'a deleted last seal',
    statements: [sql`DELETE FROM bank_log_seal WHERE number = 3`],
    reason: 'entry-without-seal',
    place: { position: 7 },
  },
  {
    what: 'a seal with another time',
    statements: [sql`UPDATE bank_log_seal SET time = 1 WHERE number = 2`],
    reason: 'seal-altered',
    place: { seal: 2 },
  },
  {
    what: 'a seal of another key',
    statements: [sql`UPDATE bank_log_seal SET key = 'k2' WHERE number = 2`],
    reason: 'seal-altered',
    place: { seal: 2 },
  },
  {
    what: 'a seal with another digest',
    statements: [sql`UPDATE bank_log_seal SET digest = 'x' WHERE number = 2`],
    reason: 'seal-altered',
    place: { seal: 2 },
  },
  {
    what: 'a seal that covers less',
    statements: [sql`UPDATE bank_log_seal SET position = 5 WHERE number = 2`],
    reason: 'seal-altered',
    place: { seal: 2 },
  },
  {
    what: 'a seal that covers nothing',
    statements: [sql`UPDATE bank_log_seal SET position = 3 WHERE number = 2`],
    reason: 'seal-altered',
    place: { seal: 2 },
  },
  {
    what: 'seals that changed places',
    statements: [
      sql`UPDATE bank_log_seal SET number = 9 WHERE number = 2`,
      sql`UPDATE bank_log_seal SET number = 2 WHERE number = 3`,
      sql`UPDATE bank_log_seal SET number = 3 WHERE number = 9`,
    ],
    reason: 'entry-altered',
    place: { position: 7 },
  },
  {
    what: 'a seal without its signature',
    statements: [sql`UPDATE bank_log_seal SET signature = NULL WHERE number = 2`],
    reason: 'seal-not-signed',
    place: { seal: 2 },
  },
  {
    what: 'a seal with the signature of another',
    statements: [
      sql`UPDATE bank_log_seal SET signature = (SELECT signature FROM bank_log_seal WHERE number = 1) WHERE number = 2`,
    ],
    reason: 'seal-not-signed',
    place: { seal: 2 },
  },
];

/** The text of a case as a piece of a statement. */
function fixedText(text: string): Sql {
  return sql(Object.assign([text], { raw: [text] }));
}

forEachDatabase((_, open) => {
  test.each(cases)('$what is noticed', async ({ statements, reason, place }) => {
    const database = await open();
    const log = await openLog(database, { sealKey: key, checkSeal: key.check });
    await prepare(database, log);
    expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: 9 } });
    await database.transaction(async (trx) => {
      for (const statement of statements) await trx.run(statement);
    });
    expect(await log.verify()).toMatchObject({ accepted: false, reason, evidence: place });
  });

  test('an end that was cut off is noticed by whoever kept its head', async () => {
    const database = await open();
    const log = await openLog(database, { sealKey: key, checkSeal: key.check });
    const head = await prepare(database, log);
    const anchors = head === undefined ? [] : [head];
    expect(await log.verify({ anchors })).toMatchObject({ accepted: true });
    await database.run(sql`DELETE FROM bank_log_entry WHERE position > 6`);
    await database.run(sql`DELETE FROM bank_log_seal WHERE number > 2`);
    expect(await log.verify({ anchors })).toMatchObject({
      accepted: false,
      reason: 'anchor-missing',
      evidence: { node: 'one', seal: 3 },
    });
  });

  test('a log that was emptied is noticed by whoever kept a head', async () => {
    const database = await open();
    const log = await openLog(database);
    const head = await prepare(database, log);
    for (const table of ['entry', 'seal']) await database.run(sql`DELETE FROM ${sql.identifier(`bank_log_${table}`)}`);
    expect(await log.verify({ anchors: head === undefined ? [] : [head] })).toMatchObject({
      accepted: false,
      reason: 'anchor-missing',
    });
  });

  test('an end that was cut off is noticed by the node that made it, before it seals anything else', async () => {
    const database = await open();
    const log = await openLog(database);
    await prepare(database, log);
    await database.run(sql`DELETE FROM bank_log_entry WHERE position > 6`);
    await database.run(sql`DELETE FROM bank_log_seal WHERE number > 2`);
    await log.append(database, { kind: 'later', body: null });
    await expect(log.seal()).rejects.toMatchObject({ code: 'ERR_STORE_LOG_BROKEN' });
    expect(await log.verify()).toMatchObject({ evidence: { unsealed: 1 } });
  });

  test('a chain that was made anew fits, but for its signatures and its heads', async () => {
    const database = await open();
    const log = await openLog(database, { sealKey: key, checkSeal: key.check });
    const head = await prepare(database, log);
    await database.run(sql`UPDATE bank_log_entry SET body = '{"forged":true}' WHERE position = 5`);
    await makeAnew(database);
    const unchecked = await openLog(database);
    expect(await unchecked.verify()).toMatchObject({ accepted: true, evidence: { entries: 9 } });
    expect(await unchecked.verify({ anchors: head === undefined ? [] : [head] })).toMatchObject({
      accepted: false,
      reason: 'anchor-missing',
    });
    expect(await log.verify()).toMatchObject({ accepted: false, reason: 'seal-not-signed', evidence: { seal: 2 } });
  });

  test('a seal over nothing is noticed, even where it follows the last', async () => {
    const database = await open();
    const log = await openLog(database);
    const head = await prepare(database, log);
    const digest = chainSeal(head?.digest ?? '', { number: 4, position: 9, time: 1, key: null });
    await database.run(
      sql`INSERT INTO bank_log_seal (node, number, position, time, digest) VALUES ('one', 4, 9, 1, ${digest})`,
    );
    expect(await log.verify()).toMatchObject({ accepted: false, reason: 'seal-altered', evidence: { seal: 4 } });
  });

  test('a seal with a time that there is not is noticed, even where the chain was made anew with it', async () => {
    const database = await open();
    const log = await openLog(database);
    await prepare(database, log);
    await database.run(sql`UPDATE bank_log_seal SET time = 9000000000000000 WHERE number = 2`);
    await makeAnew(database);
    expect(await log.verify()).toMatchObject({ accepted: false, reason: 'seal-altered', evidence: { seal: 2 } });
  });

  test('a chain is not taken for that of another node', async () => {
    const database = await open();
    const log = await openLog(database);
    await prepare(database, log);
    for (const table of ['entry', 'seal'])
      await database.run(sql`UPDATE ${sql.identifier(`bank_log_${table}`)} SET node = 'two'`);
    expect(await log.verify()).toMatchObject({
      accepted: false,
      reason: 'entry-altered',
      evidence: { node: 'two', position: 1 },
    });
  });
});

/** What an attacker does who knows how the log is made, and has no key. */
async function makeAnew(database: Database): Promise<void> {
  type Entry = Parameters<typeof chainEntry>[1];
  const entries = await database.all<Entry>(sql`SELECT ${entryColumns} FROM bank_log_entry ORDER BY position`);
  let digest = beginChain('bank', 'one');
  for (const entry of entries) {
    digest = chainEntry(digest, entry);
    await database.run(sql`UPDATE bank_log_entry SET digest = ${digest} WHERE position = ${entry.position}`);
    if (entry.position % 3 !== 0) continue;
    const seal = await database.first<Parameters<typeof chainSeal>[1]>(
      sql`SELECT number, position, time, key FROM bank_log_seal WHERE position = ${entry.position}`,
    );
    if (seal === undefined) continue;
    digest = chainSeal(digest, seal);
    await database.run(sql`UPDATE bank_log_seal SET digest = ${digest} WHERE number = ${seal.number}`);
  }
}
