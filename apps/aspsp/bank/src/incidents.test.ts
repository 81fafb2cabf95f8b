import { join } from 'node:path';
import { listen, systemRandom as random } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';
import { makeOperatorLine } from './operator/make-operator-line.ts';
import { createPagesSetting, createSetting, startFrom } from './start.fixture.ts';
import { openBrowser } from './testing/browser.ts';
import { startNode } from './testing/start-node.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const OPERATOR = { name: 'anna', password: 'battery of horses' };
const TPP = 'PSDDE-BAFIN-999999';

/** An authority that takes reports, or is down. */
async function openAuthority(token: string) {
  const heard: { readonly report: object; readonly isKnown: boolean; readonly id: string | null }[] = [];
  const listener = await listen({
    address: { host: '127.0.0.1', port: 0 },
    async fetch(request: Request) {
      const isKnown = request.headers.get('authorization') === `Bearer ${token}`;
      // the bank alone knows the address
      heard.push({ report: (await request.json()) as object, isKnown, id: request.headers.get('idempotency-key') });
      return new Response(null, { status: 202 });
    },
  });
  onTestFinished(() => listener.close(0));
  return { heard, url: `${listener.url}/reports` };
}

test('a report that was recorded goes out, also where the process was killed before it did', async () => {
  const { env } = await createSetting();
  const { pagesUrl, env: pages } = await createPagesSetting();
  const authority = await openAuthority('a-token-of-the-bank');
  const setting = {
    ...env,
    ...pages,
    OPERATORS: await makeOperatorLine(OPERATOR, { random }),
    INCIDENT_ENDPOINTS: `\nDE-BAFIN ${authority.url} a-token-of-the-bank\n`,
  };
  const visit = async (path: string) => {
    const browser = openBrowser(pagesUrl);
    await browser.visit('/operator');
    await browser.submit('Log in', OPERATOR);
    await browser.visit(path);
    return browser;
  };
  const first = await startNode(MAIN, setting);
  onTestFinished(() => first.kill());
  const browser = await visit(`/operator/incidents/new?tpp=${TPP}`);
  await browser.submit('Block and report', { category: 'fraud', description: 'Reads without consent.' });
  const { pathname } = browser.page.url;
  expect(browser.page.html).toContain('It is about to be sent.');
  await first.kill();
  expect(authority.heard).toEqual([]);

  const second = await startNode(MAIN, setting);
  onTestFinished(() => second.kill());
  await expect.poll(() => authority.heard).toHaveLength(1);
  const [sent] = authority.heard;
  expect(sent).toMatchObject({
    isKnown: true,
    report: { incidentId: sent?.id, tpp: { tppId: TPP, status: 'blocked' } },
  });
  await expect.poll(async () => (await visit(pathname)).page.html).toContain('The authority took it');
  await second.stop();
  for (const node of [first, second]) expect(node.process.text()).not.toContain('a-token-of-the-bank');
}, 60_000);

test.each([
  ['BAFIN https://nca.example', 'line 1 does not begin with an authority'],
  ['DE-BAFIN https://nca.example\n\nFR-ACPR', 'line 3 has no address'],
  ['DE-BAFIN http://nca.example hunter2', 'line 1 has no address that is https'],
  ['DE-BAFIN https://hunter2:x@nca.example', 'line 1 has no address'],
  ['DE-BAFIN https://nca.example to ken hunter2', 'line 1 has more than'],
  ['DE-BAFIN https://nca.example hunter2\nDE-BAFIN https://nca.example', 'DE-BAFIN stands there twice'],
])('endpoints by %j are refused, and nothing secret is told', async (endpoints, words) => {
  const { env } = await createSetting();
  await expect(startFrom({ ...env, INCIDENT_ENDPOINTS: endpoints })).rejects.toMatchObject({
    code: 'ERR_BANK_INCIDENTS',
    message: expect.stringMatching(new RegExp(`^(?!.*hunter2).*${words}`)),
  });
});
