import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const NODE_OPTIONS = '--conditions=@openxs2a/source --disable-warning=ExperimentalWarning';

/** The examples of the README by the names of their files. */
async function readExamples(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const found = text.matchAll(/<!-- example: (\S+) -->\n```ts\n(.*?)```/gs);
  return new Map([...found].map(([, name = '', code = '']) => [name, code]));
}

function run(file: string) {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS },
  });
  onTestFinished(() => void child.kill());
  return child;
}

async function waitForPort(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://localhost:${port}/`);
      return;
    } catch {
      // It is not up yet; the limit of the test ends the waiting.
    }
  }
}

test('the examples of the README run: the TPP reads the status of a consent at the bank', {
  timeout: 60_000,
}, async () => {
  const examples = await readExamples();
  expect([...examples.keys()]).toEqual(['server.ts', 'client.ts']);
  await mkdir(join(ROOT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const port = await findFreePort();
  for (const [name, code] of examples) await writeFile(join(folder, name), code.replaceAll('3000', String(port)));
  run(join(folder, 'server.ts'));
  await waitForPort(port);
  const client = run(join(folder, 'client.ts'));
  const lines: string[] = [];
  client.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  expect(await once(client, 'close')).toEqual([0, null]);
  expect(lines.join('')).toBe('valid\n');
});
