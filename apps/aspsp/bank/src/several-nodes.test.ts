import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@openxs2a/core-banking';
import { systemRandom } from '@openxs2a/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES_URL, startNodes, type TppOfAll } from './several-nodes.fixture.ts';
import { openBrowser } from './testing/browser.ts';
import { openOAuthClient } from './testing/oauth-client.ts';
import { openPostgresql } from './testing/postgresql.fixture.ts';
import { CONSENT_HEADERS, CONSENT_REQUEST } from './testing/request-consent.ts';
import type { TestTpp } from './testing/test-tpp.ts';

const postgresql = await openPostgresql();
const LIMITS = { burst: 60, requestsPerSecond: 5 };
const stack = new AsyncDisposableStack();

interface Report {
  readonly transactions: {
    readonly booked: readonly { readonly transactionId: string }[];
    readonly _links: { readonly next?: { readonly href: string } };
  };
}

/** Sends as many requests at once, to each node in turn. */
function spread(tpp: TppOfAll, count: number, target: string, headers: Readonly<Record<string, string>>) {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const answer = await (tpp[index % 3] ?? tpp[0]).request('GET', target, { headers });
      return answer.status;
    }),
  );
}

const countOf = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length;

describe.skipIf(postgresql.missing)(`three nodes on one PostgreSQL${postgresql.why}`, () => {
  let bank: Awaited<ReturnType<typeof startNodes>>;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nodes-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const profile = { limits: LIMITS, transactions: { pageSize: 500 }, sca: { oauth: 'fapi2' } };
    bank = await startNodes(stack, { databaseUrl: postgresql.url(), folder, profile });
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  const readAccount = async (tpp: TppOfAll, consentId: string): Promise<string> => {
    const answer = await tpp[1].request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId } });
    // the demo PSU has accounts
    const { accounts } = (await answer.json()) as { accounts: { resourceId: string }[] };
    expect(accounts.length).toBeGreaterThan(0);
    return accounts[0]?.resourceId ?? '';
  };

  test('OAuth goes through any nodes: what one was asked, another is told, and a third one opens', async () => {
    const tpp = await bank.tpp();
    const [first] = tpp;
    const created = await first.request('POST', '/v1/consents', { headers: CONSENT_HEADERS, body: CONSENT_REQUEST });
    // a 201 has it
    const { consentId } = (await created.json()) as { consentId: string };
    const { trust, route, outbox } = bank;
    const metadataUrl = `${PAGES_URL}/.well-known/oauth-authorization-server`;
    const client = await openOAuthClient({ trust, tpp: first, metadataUrl, route });
    stack.defer(() => client.close());
    const redirectUri = CONSENT_HEADERS['TPP-Redirect-URI'];
    const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri });
    const browser = openBrowser(PAGES_URL, (url, init) => fetch(route(url), init));
    await browser.visit(flow.address.href);
    await browser.submit('Log in', { 'psu-id': 'several-currencies', password: 'password of several-currencies' });
    await browser.submit('Agree and confirm', { account: browser.choicesOf('account').map(({ value }) => value) });
    const { elsewhere = flow.address } = await browser.submit('Confirm', { code: outbox.lastCode() });
    const { access_token, refresh_token = '' } = await flow.finish(elsewhere);
    const read = (one: TestTpp, token: string) =>
      one.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId, Authorization: `Bearer ${token}` } });
    for (const one of tpp) expect((await read(one, access_token)).status).toBe(200);
    expect((await read(first, (await client.refresh(refresh_token)).access_token)).status).toBe(200);
    await tpp[1].request('DELETE', `/v1/consents/${consentId}`);
    for (const one of tpp) expect((await read(one, access_token)).status).toBe(401);
    await expect(client.refresh(refresh_token)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('any node serves any request', async () => {
    const tpp = await bank.tpp();
    const consentId = await bank.consent(tpp, 'personal');
    const headers = { 'Consent-ID': consentId };
    const lists = await Promise.all(tpp.map((one) => one.request('GET', '/v1/accounts', { headers })));
    expect(lists.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(await Promise.all(lists.map((list) => list.text()))).size).toBe(1);
    expect((await tpp[2].request('DELETE', `/v1/consents/${consentId}`)).status).toBe(204);
    for (const one of tpp) {
      expect((await one.request('GET', '/v1/accounts', { headers })).status).toBe(401);
      const status = await one.request('GET', `/v1/consents/${consentId}/status`);
      expect(await status.json()).toMatchObject({ consentStatus: 'terminatedByTpp' });
    }
  });

  test('the pages of one report are turned on whichever node, each entry once', async () => {
    const tpp = await bank.tpp();
    const consentId = await bank.consent(tpp, 'thousands-of-entries');
    const headers = { 'Consent-ID': consentId };
    const account = await readAccount(tpp, consentId);
    const ids: string[] = [];
    const dateFrom = addDays(new Date().toISOString().slice(0, 10), -360);
    let target: string | undefined = `/v1/accounts/${account}/transactions?bookingStatus=booked&dateFrom=${dateFrom}`;
    let pages = 0;
    while (target !== undefined) {
      const answer = await (tpp[pages % 3] ?? tpp[0]).request('GET', target, { headers });
      expect(answer.status).toBe(200);
      // a report of the interface
      const { transactions } = (await answer.json()) as Report;
      ids.push(...transactions.booked.map(({ transactionId }) => transactionId));
      const next: string | undefined = transactions._links.next?.href;
      target = next === undefined ? undefined : toTarget(next);
      pages += 1;
    }
    expect(pages).toBeGreaterThan(3);
    expect(ids.length).toBeGreaterThan(1_500);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a frequency is counted by all nodes together, exactly', async () => {
    const tpp = await bank.tpp();
    const consentId = await bank.consent(tpp, 'personal');
    const account = await readAccount(tpp, consentId);
    const statuses = await spread(tpp, 30, `/v1/accounts/${account}/balances`, { 'Consent-ID': consentId });
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([4, 26]);
  });

  test('a request that is repeated at another node has the same answer, and one with another body none', async () => {
    const tpp = await bank.tpp();
    const headers = { ...CONSENT_HEADERS, 'X-Request-ID': systemRandom.uuid() };
    const ask = (one: TppOfAll[number], body: object = CONSENT_REQUEST) =>
      one.request('POST', '/v1/consents', { headers, body });
    const first = await (await ask(tpp[0])).text();
    expect(JSON.parse(first)).toMatchObject({ consentStatus: 'received' });
    expect(await (await ask(tpp[1])).text()).toBe(first);
    expect((await ask(tpp[2], { ...CONSENT_REQUEST, frequencyPerDay: 3 })).status).toBe(400);
    expect(await (await ask(tpp[2])).text()).toBe(first);
  });

  test('a request that comes to all nodes at once creates one consent', async () => {
    const tpp = await bank.tpp();
    const headers = { ...CONSENT_HEADERS, 'X-Request-ID': systemRandom.uuid() };
    const sent = tpp.map((one) => one.request('POST', '/v1/consents', { headers, body: CONSENT_REQUEST }));
    const answers = await Promise.all(sent);
    const created = answers.filter(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(await Promise.all(created.map((answer) => answer.text()))).size).toBe(1);
    expect(await bank.state.consents.listOfTpp(tpp[0].tppId)).toHaveLength(1);
  });

  test('who is blocked at one node is refused at all from the next request on, on open connections, too', async () => {
    const tpp = await bank.tpp();
    const ask = () =>
      Promise.all(tpp.map(async (one) => (await one.request('GET', '/v1/consents/4711/status')).status));
    expect(await ask()).toEqual([403, 403, 403]);
    await bank.gateway.directory.block(tpp[0].tppId, 'withdrawn', 'operator');
    expect(await ask()).toEqual([401, 401, 401]);
    await bank.gateway.directory.unblock(tpp[0].tppId, 'granted again', 'operator');
    expect(await ask()).toEqual([403, 403, 403]);
  });

  test('what one TPP may ask a second counts for all nodes together', async () => {
    const tpp = await bank.tpp();
    const start = performance.now();
    const statuses = await spread(tpp, 150, '/v1/consents/4711/status', {});
    const seconds = (performance.now() - start) / 1_000;
    const answered = countOf(statuses, 403);
    expect(answered + countOf(statuses, 429)).toBe(150);
    expect(answered).toBeLessThanOrEqual(LIMITS.burst + Math.ceil(seconds * LIMITS.requestsPerSecond) + 1);
    expect(answered).toBeGreaterThan(LIMITS.burst / 2);
  });

  test('each node ends well, and the log that all have written verifies', async () => {
    await Promise.all(bank.nodes.map((node) => node.stop()));
    await bank.state.log.seal();
    expect(await bank.state.log.verify()).toMatchObject({ accepted: true, evidence: { unsealed: 0 } });
  });
});

function toTarget(href: string): string {
  const { pathname, search } = new URL(href, 'https://bank.example');
  return pathname + search;
}
