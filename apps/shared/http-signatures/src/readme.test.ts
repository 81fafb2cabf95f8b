import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { PROFILES } from './profiles.ts';
import { SIGNATURE_REASONS } from './verdict.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const EXAMPLES = [...README.matchAll(/<!-- example: (\S+) -->\n```ts\n(.*?)```/gs)];

test.each(EXAMPLES.map(([, name = '', code = '']) => [name, code]))(
  'the example %s runs, and prints what it says',
  async (name, code) => {
    await mkdir(join(ROOT, '.tmp'), { recursive: true });
    const folder = await mkdtemp(join(ROOT, '.tmp', 'http-signatures-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, name), code);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=@openxs2a/source',
      join(folder, name),
    ]);
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, line = '']) => line);
    expect(promised.length).toBeGreaterThan(0);
    expect(stdout.trim().split('\n')).toEqual(promised);
  },
);

test('there is an example', () => {
  expect(EXAMPLES.length).toBeGreaterThan(0);
});

test('the table of profiles is that of the code', () => {
  const rows = Object.values(PROFILES).map(({ name, description }) => `| \`${name}\` | ${description} |`);
  const [, table = ''] = /\| profile \| who, and what it loosens \|\n\| --- \| --- \|\n(.*?)\n\n/s.exec(README) ?? [];
  expect(table.split('\n')).toEqual(rows);
});

test('every reason is explained, in its order', () => {
  const [, table = ''] = /\| reason \| when \|\n\| --- \| --- \|\n(.*?)\n\n/s.exec(README) ?? [];
  const names = table.split('\n').map((row) => row.split(' | ')[0] ?? '');
  const named = names.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => reason));
  expect(named).toEqual(SIGNATURE_REASONS);
});
