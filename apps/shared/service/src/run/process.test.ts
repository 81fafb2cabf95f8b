import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../testing/start-process.ts';

function start(env: Record<string, string>) {
  const started = startProcess(join(import.meta.dirname, 'main.fixture.ts'), env);
  onTestFinished(() => started.kill('SIGKILL'));
  return started;
}

async function startAndFindUrl() {
  const started = start({ PORT: '0' });
  const [, url = ''] = await started.waitFor(/"url":"([^"]+)"/);
  return { ...started, url };
}

test('a process answers, lets the request in flight end after SIGTERM, and ends with 0', async () => {
  const { url, waitFor, kill, ended, text } = await startAndFindUrl();
  const answer = fetch(`${url}/slow`);
  await waitFor(/"event":"asked"/);
  kill('SIGTERM');
  await waitFor(/"event":"stopping"/);
  expect(await (await answer).text()).toBe('late');
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(text()).toContain('"event":"stopped"');
});

test('a process whose port is taken says so in one line and ends with 2', async () => {
  const { port } = new URL((await startAndFindUrl()).url);
  const second = start({ PORT: port });
  expect(await second.ended).toEqual({ code: 2, signal: null });
  expect(second.text()).toBe(
    `demo: Another program listens on port ${port} of 127.0.0.1. End it, or take another port.\n`,
  );
});

test('a process in which something fails that nobody catches closes and ends with 1', async () => {
  const { url, ended, text } = await startAndFindUrl();
  await fetch(`${url}/fail`);
  expect(await ended).toEqual({ code: 1, signal: null });
  expect(text()).toContain('"event":"failed"');
});
