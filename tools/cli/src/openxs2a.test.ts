import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isAble } from '../bin/start.js';
import { program } from './main.ts';

const bin = fileURLToPath(new URL('../bin/openxs2a.js', import.meta.url));

async function call(...args: string[]) {
  // as from a shell: nothing of what this test was started with
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const result = promisify(execFile)(process.execPath, [bin, ...args], { env });
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
