import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from './testing/start-process.ts';

const PACKAGE = join(import.meta.dirname, '..');

/** An example of the README as a file, in a folder of its own in which it finds the package. */
async function writeExample(name: string): Promise<string> {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = new RegExp(`<!-- example: ${name} -->\n\`\`\`ts\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  await mkdir(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), code.replace("'keys'", JSON.stringify(join(folder, 'keys'))));
  return join(folder, name);
}

test('the service of the README runs, answers, and ends when it is told to', async () => {
  const started = startProcess(await writeExample('main.ts'), { PORT: '0' });
  onTestFinished(() => started.kill('SIGKILL'));
  const [, url = ''] = await started.waitFor(/"url":"([^"]+)"/);
  expect(await (await fetch(url)).text()).toBe('hello');
  started.kill('SIGTERM');
  expect(await started.ended).toEqual({ code: 0, signal: null });
});

test('the key store of the README signs', async () => {
  const started = startProcess(await writeExample('keys.ts'), { KEY_PASSPHRASE: 'correct horse battery staple' });
  expect(await started.ended).toEqual({ code: 0, signal: null });
  expect(started.text()).toBe('ecdsa-sha256 true\n');
});
