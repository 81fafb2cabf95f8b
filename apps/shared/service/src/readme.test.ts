import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from './testing/start-process.ts';

const PACKAGE = join(import.meta.dirname, '..');

test('the example of the README runs, answers, and ends when it is told to', async () => {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: main\.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  await mkdir(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'main.ts'), code);
  const started = startProcess(join(folder, 'main.ts'), { PORT: '0' });
  onTestFinished(() => started.kill('SIGKILL'));
  const [, url = ''] = await started.waitFor(/"url":"([^"]+)"/);
  expect(await (await fetch(url)).text()).toBe('hello');
  started.kill('SIGTERM');
  expect(await started.ended).toEqual({ code: 0, signal: null });
});
