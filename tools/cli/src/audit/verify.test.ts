import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { migrate, type Sql, sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { makeFiles } from '../files.fixture.ts';
import { call, giveConsent, liveOneConsent, openBank, removeGuards } from './bank.fixture.ts';

forEachDatabase((dialect, open) => {
  const verify = (location: string, ...more: string[]) => call(['audit', 'verify', '--database', location, ...more]);
  const heads = (location: string, ...more: string[]) => call(['audit', 'heads', '--database', location, ...more]);

  test('what is as it was sealed exits with 0, and says of each node how far and how much is not sealed', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await liveOneConsent(await openBank(database));
    await giveConsent(await openBank(database, { node: 'two' }), 'paul');
    const { code, out, err } = await verify(location);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^one {3}8 {9}2026-03-26T\d\d:\d\d:00\.000Z, seal 2 {2}0 +as it was sealed$/m);
    expect(out).toMatch(/^two {3}0 {9}nothing +4 +as it was sealed$/m);
    expect(out).toMatch(/^The log "bank" is as it was sealed\.$/m);
    expect(out).toMatch(/^No anchor was given/m);
    expect(out).toMatch(/^The seals are not signed/m);
  });

  test('--json is one document', async () => {
    const location = await open.locate();
    await liveOneConsent(await openBank(await open.at(location)));
    const { code, out, err } = await verify(location, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      log: 'bank',
      accepted: true,
      nodes: [
        {
          node: 'one',
          entries: 8,
          unsealed: 0,
          seal: { node: 'one', number: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/), time: expect.any(String) },
        },
      ],
      anchors: 0,
      sealsChecked: false,
    });
  });

  test.each<[string, Sql, string, object]>([
    [
      'an entry that was changed',
      sql`UPDATE bank_log_entry SET body = '{"result":"granted"}' WHERE position = 6`,
      'entry 6 reads otherwise than when it was sealed (entry-altered)',
      { reason: 'entry-altered', place: { node: 'one', position: 6 } },
    ],
    [
      'an entry that was deleted',
      sql`DELETE FROM bank_log_entry WHERE position = 7`,
      'entry 7 is not there: it was deleted or moved (entry-missing)',
      { reason: 'entry-missing', place: { node: 'one', position: 7 } },
    ],
    [
      'a seal that was changed',
      sql`UPDATE bank_log_seal SET time = 1 WHERE number = 2`,
      'seal 2 reads otherwise than when it was made (seal-altered)',
      { reason: 'seal-altered', place: { node: 'one', seal: 2 } },
    ],
  ])('%s exits with 1 and says where', async (_, change, words, fault) => {
    const location = await open.locate();
    const database = await open.at(location);
    await liveOneConsent(await openBank(database));
    await removeGuards(database);
    expect(await database.run(change)).toBe(1);
    const { code, out } = await verify(location);
    expect(code).toBe(1);
    expect(out).toContain(`BROKEN: ${words}\n`);
    expect(out).toContain('The log "bank" is broken.');
    const asJson = await verify(location, '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({ accepted: false, nodes: [{ node: 'one', fault }] });
    expect(await heads(location)).toEqual({
      code: 1,
      out: '',
      err: `The log "bank" is broken.\none: ${words}\n`,
    });
  });

  test('an end that was cut off shows by heads that were kept, and by them alone', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    const bank = await openBank(database);
    await liveOneConsent(bank);
    const kept = await heads(location);
    expect(kept).toMatchObject({ code: 0, err: '' });
    const fileOf = await makeFiles({ 'heads.json': kept.out });
    const anchored = () => verify(location, '--anchor', fileOf('heads.json'));
    expect(await anchored()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/could have made what came after the anchors anew\.\n$/),
    });
    await liveOneConsent(bank, 'paul');
    expect((await anchored()).code).toBe(0);
    await removeGuards(database);
    await database.run(sql`DELETE FROM bank_log_entry WHERE position > 6`);
    await database.run(sql`DELETE FROM bank_log_seal WHERE number > 1`);
    expect((await verify(location)).code).toBe(0);
    const cut = await anchored();
    expect(cut.code).toBe(1);
    expect(cut.out).toMatch(/BROKEN: seal 2 was there when the anchor was taken, and is not.*\(anchor-missing\)$/m);
    expect((await heads(location, '--anchor', fileOf('heads.json'))).code).toBe(1);
  });

  test('heads say on the error stream what they do not cover', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    await liveOneConsent(bank);
    await giveConsent(bank, 'paul');
    const { code, out, err } = await heads(location);
    expect([code, err]).toEqual([0, 'Not covered, because they wait for their seal: 4 entries.\n']);
    expect(JSON.parse(out)).toMatchObject({ log: 'bank', heads: [{ node: 'one', number: 2 }] });
  });

  test('seals are checked by the public key that signs them', async () => {
    const location = await open.locate();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sealKey = { id: 'hsm', sign: (bytes: Uint8Array) => sign('sha256', bytes, privateKey) };
    await liveOneConsent(await openBank(await open.at(location), { sealKey }));
    const other = generateKeyPairSync('ed25519').publicKey;
    const fileOf = await makeFiles({
      'key.pem': publicKey.export({ type: 'spki', format: 'pem' }),
      'other.pem': other.export({ type: 'spki', format: 'pem' }),
    });
    expect((await verify(location)).out).toContain('The seals name the key "hsm"; --seal-key checks');
    const good = await verify(location, '--seal-key', fileOf('key.pem'));
    expect(good).toMatchObject({ code: 0, out: expect.not.stringMatching(/--seal-key|not signed/) });
    const wrong = await verify(location, '--seal-key', fileOf('other.pem'));
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('seal 1 has no signature of the key') });
  });

  test('other logs of a database are named by --namespace, and those that are there are told', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location), { namespace: 'ca' });
    await bank.log.append(bank.database, { kind: 'certificate-issued', body: null });
    await bank.log.seal();
    expect(await verify(location, '--namespace', 'ca')).toMatchObject({
      code: 0,
      out: expect.stringContaining('The log "ca" is as it was sealed.'),
    });
    const { code, out, err } = await verify(location);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/ERR_STORE_MIGRATION_DUE: .*"bank_log".*\nLogs in this database: "ca"\./);
    expect(await verify(location, '--namespace', 'no log')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no name of a log'),
    });
  });

  test('a log that a newer program made is not looked at', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await openBank(database);
    await database.run(
      sql`INSERT INTO schema_migration (namespace, id, checksum) VALUES ('bank_log', '2099-01-01-newer', 'x')`,
    );
    const { code, err } = await verify(location);
    expect([code, err]).toEqual([2, expect.stringMatching(/ERR_STORE_MIGRATION_UNKNOWN.*A newer program made it/)]);
  });

  test('a database without any log says so, and nothing is made in it', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await migrate(database, [{ id: '2026-01-01-a', statements: [sql`CREATE TABLE a (b BIGINT)`] }], 'a');
    const { code, err } = await verify(location);
    expect([code, err]).toEqual([2, expect.stringContaining('Logs in this database: none.')]);
    await expect(database.all(sql`SELECT id FROM bank_log_entry`)).rejects.toMatchObject({
      code: 'ERR_STORE_STATEMENT',
    });
  });

  const testOfFiles = dialect === 'sqlite' ? test : undefined;
  testOfFiles?.('the file is not changed by looking', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await liveOneConsent(await openBank(database));
    await database.close();
    const digest = () => createHash('sha256').update(readFileSync(location)).digest('hex');
    const before = digest();
    await verify(location);
    await heads(location);
    expect(digest()).toBe(before);
  });
});

test.each([
  [['audit', 'verify'], /"--database" is missing/],
  [['audit', 'verify', '--database', 'nowhere/bank.db'], /nowhere\/bank\.db: ERR_STORE_UNAVAILABLE/],
  [['audit', 'verify', '--database', 'https://auditor:secret@db/bank'], /"--database": A database is a file/],
  [
    ['audit', 'verify', '--database', 'postgresql://auditor:secret@127.0.0.1:1/bank'],
    /postgresql:\/\/127\.0\.0\.1:1\/bank: ERR_/,
  ],
  [['audit', 'heads', '--database', 'bank.db', '--anchor', 'not.json'], /not\.json: This is not JSON/],
  [
    ['audit', 'heads', '--database', 'bank.db', '--anchor', 'list.json'],
    /list\.json: This is not what "audit heads" prints/,
  ],
  [['audit', 'heads', '--database', 'bank.db', '--anchor', 'digest.json'], /digest\.json: This is not what/],
  [['audit', 'heads', '--database', 'bank.db', '--anchor', 'ca.json'], /heads of the log "ca", not of "bank"/],
  [['audit', 'heads', '--database', 'bank.db', '--seal-key', 'not.json'], /not\.json: There is no public key/],
  [['audit', 'heads', '--database', 'bank.db', '--anchor', 'nowhere.json'], /ENOENT/],
])('%j is refused with 2, and no password is repeated', async (args, words) => {
  const head = { node: 'one', number: 1, digest: 'x' };
  const fileOf = await makeFiles({
    'not.json': 'heads',
    'list.json': '[]',
    'digest.json': JSON.stringify({ log: 'bank', heads: [head] }),
    'ca.json': JSON.stringify({ log: 'ca', heads: [] }),
  });
  const { code, out, err } = await call(args.map((arg) => (/^\w+\.json$/.test(arg) ? fileOf(arg) : arg)));
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
  expect(err).not.toContain('secret');
});

test('a file of something else is told as such', async () => {
  const fileOf = await makeFiles({ 'a.db': 'no database, but long enough to look at it'.repeat(100) });
  const { code, err } = await call(['audit', 'verify', '--database', fileOf('a.db')]);
  expect([code, err]).toEqual([2, expect.stringContaining('ERR_STORE_CORRUPT')]);
});
