import { join } from 'node:path';
import { startProcess } from '@openxs2a/service/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createSetting } from './start.fixture.ts';
import { startNode } from './testing/start-node.ts';
import { createTestTpp } from './testing/test-tpp.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

test('the bank comes up as a process, answers, tells no secret, and ends well when it is told to', async () => {
  const { env, trust } = await createSetting();
  const node = await startNode(MAIN, { ...env, LINK_KEY: 'a link key that is long enough to be one' });
  onTestFinished(() => node.kill());
  const tpp = await createTestTpp(trust, node.url);
  onTestFinished(() => tpp.close());
  expect((await tpp.request('GET', '/v1/consents/4711/status')).status).toBe(403);
  await node.stop();
  expect(node.process.text()).toContain('consent-unknown');
  expect(node.process.text()).not.toContain('a link key');
  expect(node.process.text()).not.toContain('PRIVATE KEY');
});

test.each(['main.ts', 'gateway/main.ts', 'authorization-server/main.ts', 'resource-server/main.ts'])(
  '%s without its configuration says what is missing, and ends with 2',
  async (main) => {
    const silent = startProcess(join(import.meta.dirname, main), { TLS_KEY: '' });
    expect(await silent.ended).toMatchObject({ code: 2 });
    expect(silent.text()).toContain('TLS_KEY is missing');
  },
);
