import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '@openxs2a/service/testing';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { expect, onTestFinished, test } from 'vitest';
import { migrateGateway } from '../directory/migrations.ts';
import { saveTppSight } from '../directory/tpp.store.ts';
import { runCommand } from './run-command.ts';

const TPP = 'PSDDE-BAFIN-100001';

async function createBank(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'openxs2a-tpp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const location = join(folder, 'bank.db');
  const database = await openDatabase(location);
  await migrateGateway(database);
  const nca = { id: 'DE-BAFIN', name: 'BaFin' };
  await saveTppSight(database, { tppId: TPP, legalName: 'Aurora\u001b[2J', roles: ['PSP_AI'], nca, at: 0 });
  await database.close();
  return location;
}

const run = async (databaseUrl: string | undefined, ...args: readonly string[]) => {
  const said = { out: '', err: '' };
  const host = {
    env: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl },
    argv: ['node', 'tpp.ts', ...args],
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    exitCode: undefined as number | undefined,
  };
  await runCommand(host, () => new Date('2026-11-26T10:00:00.000Z'));
  return { ...said, code: host.exitCode ?? 0 };
};

test('TPPs are listed and shown, and their names command no terminal', async () => {
  const bank = await createBank();
  const { out, code } = await run(bank, 'list');
  expect([out, code]).toEqual([
    expect.stringMatching(/^TPP .*\nPSDDE-BAFIN-100001 {2}active {2}PSP_AI .*Aurora\?\[2J\n$/),
    0,
  ]);
  expect((await run(bank, 'show', TPP)).out).toContain('authority   BaFin (DE-BAFIN)');
  expect(JSON.parse((await run(bank, 'show', TPP, '--json')).out)).toMatchObject({ tppId: TPP, certificates: [] });
  expect((await run(bank, 'list', '--status', 'blocked')).out).toBe('There is none.\n');
});

test('a decision is made, shown, and stands in the audit log', async () => {
  const bank = await createBank();
  const blocked = await run(bank, 'block', TPP, '--reason', 'Stolen keys.', '--by', 'olga', '--json');
  expect(JSON.parse(blocked.out)).toMatchObject({ status: 'blocked', decision: { by: 'olga' } });
  await run(bank, 'attest', TPP, '--statement', 'ISO 27001.', '--by', 'olga', '--valid-until', '2027-01-01');
  await run(bank, 'review', TPP, '--note', 'In order.', '--by', 'olga', '--next', '2027-05-26');
  await run(bank, 'unblock', TPP, '--reason', 'New keys.', '--by', 'nina');
  const shown = (await run(bank, 'show', TPP)).out;
  expect(shown).toContain('decided      2026-11-26T10:00:00.000Z by nina: New keys.');
  expect(shown).toContain('next review  2027-05-26');
  const listed = JSON.parse((await run(bank, 'list', '--review-by', '2027-12-31', '--json')).out);
  expect(listed).toHaveLength(1);
  const database = await openDatabase(bank);
  onTestFinished(() => database.close());
  const log = await createEventLog(database, {
    namespace: 'bank',
    node: 'x',
    clock: () => new Date(),
    sealEvery: false,
  });
  const kinds = (await log.read({ subject: TPP })).records.map(({ kind, sealed }) => [kind, sealed]);
  expect(kinds).toEqual(['tpp-blocked', 'tpp-attested', 'tpp-reviewed', 'tpp-unblocked'].map((kind) => [kind, true]));
  expect(await log.verify()).toMatchObject({ accepted: true });
});

test('help says what there is, and what no argument says, too', async () => {
  for (const args of [['--help'], [], ['block', '--help']]) {
    const { out, code } = await run(undefined, ...args);
    expect([out.includes('tpp block TPP --reason TEXT'), code]).toEqual([true, 0]);
  }
});

test.each([
  [['show', 'PSDDE-BAFIN-9'], 1, 'no such TPP'],
  [['unblock', 'PSDDE-BAFIN-9', '--reason', 'a', '--by', 'b'], 1, 'No TPP'],
  [['shove', TPP], 2, 'There is no "shove"'],
  [['show'], 2, 'needs a TPP'],
  [['show', TPP, TPP], 2, 'takes one TPP'],
  [['list', TPP], 2, 'takes no TPP'],
  [['list', '--status', 'odd'], 2, 'active or blocked'],
  [['list', '--by', 'olga'], 2, 'takes no --by'],
  [['block', TPP, '--by', 'olga'], 2, 'needs --reason'],
  [['block', TPP, '--reason', 'a'], 2, 'needs --by'],
  [['block', TPP, '--reason', '', '--by', 'olga'], 2, '"reason" is empty'],
  [['block', 'BAFIN-1', '--reason', 'a', '--by', 'olga'], 2, 'does not read like'],
  [['review', TPP, '--note', 'a', '--by', 'olga', '--next', 'soon'], 2, 'is a date like'],
  [['show', TPP, '--colour'], 2, '--colour'],
])('%j ends with %i and says %s', async (args, code, words) => {
  const result = await run(await createBank(), ...args);
  expect([result.code, result.out, result.err]).toEqual([code, '', expect.stringContaining(words)]);
});

test('without a database, or with one that is not there, it says so and makes none', async () => {
  expect(await run(undefined, 'list')).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_URL') });
  const missing = join(tmpdir(), 'openxs2a-no-such-bank.db');
  expect(await run(missing, 'list')).toMatchObject({ code: 2, err: expect.stringContaining('not there') });
  expect(await run(missing, 'list')).toMatchObject({ code: 2 });
});

test('it runs as a program', async () => {
  const program = startProcess(join(import.meta.dirname, 'tpp.ts'), { DATABASE_URL: await createBank() }, ['list']);
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(program.text()).toContain(TPP);
});
