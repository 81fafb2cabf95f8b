import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { makeFiles } from '../files.fixture.ts';
import {
  call,
  giveConsent,
  IBAN,
  liveOneConsent,
  OTHER_TPP,
  openBank,
  readAccounts,
  removeGuards,
  TPP,
} from './bank.fixture.ts';
import { COLUMNS } from './row.ts';

interface Exported {
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

forEachDatabase((_, open) => {
  const exportFrom = (location: string, ...more: string[]) =>
    call(['audit', 'export', '--database', location, ...more]);
  const recordsOf = async (location: string, ...more: string[]) => {
    const { code, out } = await exportFrom(location, '--json', ...more);
    expect(code).toBe(0);
    // what `--json` prints, or the expectations of the caller fail
    return (JSON.parse(out) as Exported).records;
  };

  test('of a PSU and a TPP there is who, for whom, by which consent, what, when, result and request', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    const consentId = await liveOneConsent(bank);
    await liveOneConsent(bank, 'paul');
    await giveConsent(bank, 'maria', OTHER_TPP);
    const records = await recordsOf(location, '--psu', 'maria', '--tpp', TPP.tppId);
    expect(records.map(({ kind, by, result }) => `${kind} ${by} ${result}`)).toEqual([
      'consent-created tpp null',
      'authorisation tpp psuIdentified',
      'authorisation psu finalised',
      'consent-given psu valid',
      'consent-used tpp granted',
      'consent-refused tpp frequency-exceeded',
      'consent-revoked psu revokedByPsu',
      'consent-refused tpp consent-revoked',
    ]);
    for (const record of records) {
      expect(Object.keys(record)).toEqual([...COLUMNS]);
      expect(record).toMatchObject({ tppId: TPP.tppId, psuId: 'maria', consentId, node: 'one', sealed: true });
      expect(record['time']).toMatch(/^2026-03-26T09:\d\d:00\.000Z$/);
    }
    expect(records[4]).toMatchObject({
      actor: TPP.tppId,
      operation: 'getAccountList',
      requestId: '2f77a125-aa7a-45c0-b414-cea25a116035',
      details: { page: false, psuPresent: false },
    });
    expect(await recordsOf(location, '--psu', 'maria')).toHaveLength(12);
    expect(await recordsOf(location, '--tpp', TPP.tppId)).toHaveLength(16);
    expect(await recordsOf(location, '--tpp', OTHER_TPP.tppId)).toHaveLength(4);
    expect(await recordsOf(location, '--psu', 'maria', '--consent', consentId)).toHaveLength(8);
  });

  test('days of --from and --to are counted in, times are to the millisecond', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    await liveOneConsent(bank);
    const all = await recordsOf(location, '--psu', 'maria');
    const countOf = async (...range: string[]) => (await recordsOf(location, '--psu', 'maria', ...range)).length;
    expect(await countOf('--from', '2026-03-26', '--to', '2026-03-26')).toBe(8);
    expect(await countOf('--to', '2026-03-25')).toBe(0);
    expect(await countOf('--from', '2026-03-27')).toBe(0);
    const fifth = String(all[4]?.['time']);
    expect(await countOf('--from', fifth)).toBe(4);
    expect(await countOf('--to', fifth)).toBe(4);
  });

  test('more than one page is one export, in each format', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    const consentId = await giveConsent(bank, 'maria');
    await bank.database.transaction(async (trx) => {
      for (let index = 0; index < 2100; index += 1)
        await bank.log.append(trx, { kind: 'consent-used', actor: TPP.tppId, subject: consentId, body: { index } });
    });
    let now = 0;
    const tick = () => {
      now += 1500;
      return new Date(now);
    };
    const run = (...more: string[]) =>
      call(['audit', 'export', '--database', location, '--psu', 'maria', ...more], { now: tick });
    const json = await run('--format', 'json');
    expect((JSON.parse(json.out) as Exported).records).toHaveLength(2104);
    expect(json.err).toBe(
      'Reading, 1000 entries so far …\nReading, 2000 entries so far …\nReading, 2104 entries so far …\n',
    );
    expect((await run('--json')).err).toBe('');
    const csv = await run('--format', 'csv');
    expect(csv.out.split('\r\n')).toHaveLength(1 + 2104 + 1);
    const table = await run('--format', 'table');
    expect(table.out.split('\n')).toHaveLength(1 + 2104 + 1);
    expect(table.out.match(/^time /gm)).toHaveLength(1);
  });

  test('of nothing, each format is whole, and that it is nothing is said beside', async () => {
    const location = await open.locate();
    await openBank(await open.at(location));
    const run = (format: string) => exportFrom(location, '--psu', 'nobody', '--format', format);
    const err = 'Nothing was recorded of that.\n';
    expect(await run('table')).toEqual({ code: 0, out: '', err });
    expect(await run('csv')).toEqual({ code: 0, out: `${COLUMNS.map((name) => `"${name}"`).join(',')}\r\n`, err });
    const { code, out } = await run('json');
    expect([code, JSON.parse(out)]).toEqual([0, { records: [] }]);
  });

  test('what an attacker had logged does no harm: no formula, no escape sequence, no account number', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    const consentId = await giveConsent(bank, 'maria');
    await bank.log.append(bank.database, {
      kind: 'consent-refused',
      actor: '=HYPERLINK("https://evil.example")',
      subject: consentId,
      body: { requestId: '@SUM(1)', resourceId: IBAN, result: '\u001b[2J', note: `pay\n${IBAN.toLowerCase()} now` },
    });
    const run = async (format: string) => (await exportFrom(location, '--psu', 'maria', '--format', format)).out;
    const csv = await run('csv');
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(csv).toContain(`"'@SUM(1)"`);
    expect(await run('table')).not.toMatch(/[^\P{Cc}\n]/u);
    for (const format of ['csv', 'table', 'json']) {
      const out = await run(format);
      expect(out.toUpperCase()).not.toContain(IBAN);
    }
    expect(await run('json')).toMatch(/"resourceId":"DE…2051".*pay\\nDE…2051 now/);
  });

  test('what somebody else tried with a consent is among it, under its own name', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    const consentId = await giveConsent(bank, 'maria');
    expect(await readAccounts(bank, consentId, OTHER_TPP)).toBe('consent-unknown');
    const last = (await recordsOf(location, '--psu', 'maria')).at(-1);
    expect(last).toMatchObject({ tppId: OTHER_TPP.tppId, psuId: 'maria', consentId, result: 'consent-unknown' });
  });

  test('an entry that no log writes ends the export with 2 and says which', async () => {
    const location = await open.locate();
    const database = await open.at(location);
    await liveOneConsent(await openBank(database));
    await removeGuards(database);
    await database.run(sql`UPDATE bank_log_entry SET body = 'gone' WHERE position = 3`);
    const { code, err } = await exportFrom(location, '--psu', 'maria');
    expect([code, err]).toEqual([2, expect.stringMatching(/body of entry 3 .*"openxs2a audit verify" says where/)]);
  });
});

test.each([
  [['--database', 'a.db'], /Whose records/],
  [['--psu', 'maria'], /"--database" is missing/],
  [['--database', 'a.db', '--psu', 'maria', '--from', 'yesterday'], /"--from yesterday" is neither a day/],
  [['--database', 'a.db', '--psu', 'maria', '--to', '2026-02-30T25:00Z'], /"--to 2026-02-30T25:00Z" is neither a day/],
  [['--database', 'a.db', '--psu', 'maria', '--format', 'xml'], /one of table, csv, json/],
  [['--database', 'a.db', '--psu', 'maria'], /ERR_STORE_MIGRATION_DUE/],
])('audit export %j is refused with 2', async (args, words) => {
  const fileOf = await makeFiles({ 'a.db': '' });
  const { code, out, err } = await call([
    'audit',
    'export',
    ...args.map((arg) => (arg === 'a.db' ? fileOf(arg) : arg)),
  ]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
});
