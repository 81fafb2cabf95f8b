import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Ended, LIMIT, makeFolder, start, startInTest, takePort } from './main.fixture.ts';

// One start after another on one folder, which holds what the one before has left, in whatever way it ended.

const data = join(makeFolder(), 'data');
const main = (args: readonly string[], env = {}) => startInTest('main.ts', ['--data', data, ...args], env);

let stopped: Ended;
beforeAll(async () => {
  const first = start('main.ts', ['--data', data, '--once']);
  await first.waitFor('received, two-years');
  first.kill('SIGTERM');
  stopped = await first.ended;
}, LIMIT);

test('stopped or killed in the middle, or robbed of something, it leaves what the next start goes on with', {
  timeout: LIMIT,
}, async () => {
  const { code, err } = stopped;
  // the signal may come when all is done
  expect([`143 Stopped before all steps were done.\n`, '0 ']).toContain(`${code} ${err}`);
  rmSync(join(data, 'tpp'), { recursive: true, force: true });
  rmSync(join(data, 'bank/qwac-key.pem'), { force: true });
  forgetSecondBank();
  const killed = main(['--once']);
  await killed.waitFor('the operator blocks the TPP');
  expect(killed.out()).toMatch(/state +as it was left/);
  expect(readFileSync(join(data, 'oauth-bank/profile.json'), 'utf8')).toContain('"oauth": "xs2a"');
  killed.kill('SIGKILL');
  await killed.ended;
});

/** As folders are that were made when there was one bank. */
function forgetSecondBank(): void {
  rmSync(join(data, 'oauth-bank'), { recursive: true });
  rmSync(join(data, 'oauth-bank.log'));
  const file = join(data, 'secrets.json');
  const secrets = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
  const others = secrets.filter(([name]) => !name.includes('oauth-bank'));
  expect(others.length).toBeLessThan(secrets.length);
  writeFileSync(file, JSON.stringify(Object.fromEntries(others)));
}

test('where the port that certificates name is taken, they are made anew, and that is said', {
  timeout: LIMIT,
}, async () => {
  const { publicPort } = JSON.parse(readFileSync(join(data, 'qtsp/made.json'), 'utf8'));
  const server = await takePort(publicPort);
  onTestFinished(() => void server?.close());
  const started = main([]);
  await started.waitFor('Ctrl-C stops it.');
  expect(started.out()).toContain(`port ${publicPort}, which all certificates named, is taken`);
  started.kill('SIGTERM');
  expect(await started.ended).toMatchObject({ code: 0, err: '' });
});

test('what was made by half is made anew, and of what cannot be used it is said how to get on', {
  timeout: LIMIT,
}, async () => {
  rmSync(join(data, 'qtsp/made.json'));
  const database = new DatabaseSync(join(data, 'bank/bank.db'));
  database.exec("INSERT INTO schema_migration (namespace, id, checksum) VALUES ('ledger', '9999-of-tomorrow', 'x')");
  database.close();
  const newer = await main(['--once']).ended;
  expect(newer).toMatchObject({
    code: 2,
    out: expect.stringContaining('root, issuing certificate and keys made'),
    err: expect.stringMatching(/bank cannot be used: .*9999-of-tomorrow.*--reset/),
  });
  writeFileSync(join(data, 'secrets.json'), '{}');
  const { code, err } = await main(['--once']).ended;
  expect(code).toBe(2);
  expect(err).toMatch(/qtsp cannot be used: .*\. "npm start -- --reset" makes everything anew\.\n$/);
});

test('--reset removes what it made, and nothing else', { timeout: LIMIT }, async () => {
  writeFileSync(join(data, 'notes.txt'), 'mine');
  const { code, out } = await main(['--once', '--reset']).ended;
  expect(code).toBe(0);
  expect(out).toMatch(/removed +.*bank.*oauth-bank.*\n +left alone +notes\.txt/);
  expect(out).toContain('root, issuing certificate and keys made');
  expect(readFileSync(join(data, 'notes.txt'), 'utf8')).toBe('mine');
});

test('a PostgreSQL that is not there is named', { timeout: LIMIT }, async () => {
  const { code, err } = await main(['--once'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }).ended;
  expect(code).toBe(2);
  expect(err).toContain('DATABASE_URL');
  expect(err).not.toContain('--reset');
});
