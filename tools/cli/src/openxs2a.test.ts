import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isAble } from '../bin/start.js';
import { program } from './main.ts';

const bin = fileURLToPath(new URL('../bin/openxs2a.js', import.meta.url));

// as from a shell: nothing of what this test was started with
const { NODE_OPTIONS: _options, ...shell } = process.env;

async function call(...args: string[]) {
  const result = promisify(execFile)(process.execPath, [bin, ...args], { env: shell });
  return result.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

test('the program runs without any preparation of the shell', async () => {
  expect(await call('--version')).toEqual({ code: 0, stdout: `${program.version}\n`, stderr: '' });
});

test('exit codes come through', async () => {
  expect(await call('lint', 'not-there.yaml')).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('unreadable-file'),
  });
  expect(await call('lnit')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('Did you mean "lint"?'),
  });
});

test('what is piped in is read, and what cannot be used says so on the error stream', async () => {
  const running = promisify(execFile)(process.execPath, [bin, 'signature', 'explain', '-', '--json'], { env: shell });
  running.child.stdin?.end('GET /v1/accounts HTTP/1.1\r\nHost: bank.example\r\n\r\n');
  const { code, stdout } = await running.then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );
  expect([code, JSON.parse(stdout).reason]).toEqual([1, 'signature-missing']);
  expect(await call('certificate', bin)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/ERR_CERTIFICATE_/),
  });
});

test('commands that need no certificates do not load what reads them', async () => {
  const log = 'import{registerHooks}from"node:module";registerHooks({load:(u,c,n)=>(process._rawDebug(u),n(u,c))})';
  const options = ['--conditions=@openxs2a/source', '--import', `data:text/javascript,${encodeURIComponent(log)}`];
  const { stderr } = await promisify(execFile)(process.execPath, [...options, bin, 'signature', '--help'], {
    env: shell,
  });
  expect(stderr).toMatch(/tools\/cli\/src\/signature\/commands\.ts/);
  expect(stderr).not.toMatch(/apps\/shared|peculiar|asn1/);
});

test('in the workspace it has the commands of a bank, which are not in what is published', async () => {
  expect(program.commands.map(({ name }) => name)).not.toContain('audit verify');
  const { code, stdout, stderr } = await call('audit', 'verify', '--database', 'nowhere/bank.db');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^nowhere\/bank\.db: ERR_STORE_UNAVAILABLE/);
});

test('its users read of TPP and bank', async () => {
  expect((await call('diff', '--help')).stdout).toMatch(/TPP.*bank/);
});

test('every command has a summary, examples of itself and exit codes that are explained once', () => {
  for (const { name, summary, examples, exits } of program.commands) {
    expect(summary).toMatch(/\.$/);
    expect(examples.every((example) => example.startsWith(name))).toBe(true);
    expect(new Set(exits.map(([code]) => code)).size).toBe(exits.length);
  }
});

test.each([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.0.0', true],
  ['24.21.0', true],
])('Node %s: able is %s', (version, able) => {
  expect(isAble(version)).toBe(able);
});
