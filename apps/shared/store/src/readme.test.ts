import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '..');

test('the example of the README runs, and prints what it says', async () => {
  const readme = await readFile(join(FOLDER, 'README.md'), 'utf8');
  const [, name = '', code = ''] = /<!-- example: (\S+) -->\n```ts\n(.*?)```/s.exec(readme) ?? [];
  const [, ...printed] = /^It prints `(.*)` and `(.*)`\.$/m.exec(readme) ?? [];
  await mkdir(join(FOLDER, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(FOLDER, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), code);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, name)], { cwd: folder });
  expect(stdout.trim().split('\n')).toEqual(printed);
});
