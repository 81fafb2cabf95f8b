import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

test('the example of the README does what it says', async () => {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: operations.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  await mkdir(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'operations.ts'), code);
  const run = promisify(execFile)(process.execPath, ['--conditions=@openxs2a/source', join(folder, 'operations.ts')]);
  const printed = ['200', 'openxs2a_records_total{kind="sca-challenge",result="asked"} 1'];
  expect((await run).stdout.trim().split('\n')).toEqual(printed);
});
