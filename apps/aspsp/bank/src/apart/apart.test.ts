import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMutualTlsFetch, systemRandom } from '@openxs2a/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthorise } from '../testing/authorise.ts';
import { openBrowser } from '../testing/browser.ts';
import { openOAuthClient } from '../testing/oauth-client.ts';
import { openSceneState } from '../testing/open-scene-state.ts';
import { openOutboxServer } from '../testing/outbox-server.ts';
import { openPostgresql } from '../testing/postgresql.fixture.ts';
import { CONSENT_HEADERS, CONSENT_REQUEST, requestConsent } from '../testing/request-consent.ts';
import { createTestTpp } from '../testing/test-tpp.ts';
import { openTestTrust } from '../testing/test-trust.ts';
import { startApart } from './apart.fixture.ts';

const postgresql = await openPostgresql();
const stack = new AsyncDisposableStack();

async function openScene() {
  const trust = await openTestTrust();
  stack.defer(() => trust.close());
  const state = await openSceneState({ database: postgresql.url() });
  stack.defer(() => state.close());
  const outbox = await openOutboxServer();
  stack.defer(() => outbox.close());
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'apart-')), (path) => rm(path, { recursive: true }));
  const profile = join(folder, 'profile.json');
  await writeFile(profile, JSON.stringify({ sca: { oauth: 'xs2a' } }));
  const apart = await startApart(trust, { databaseUrl: postgresql.url(), outboxUrl: outbox.url, profile, folder });
  stack.defer(() => apart.close());
  const tpp = await createTestTpp(trust, apart.gateway.url);
  stack.defer(() => tpp.close());
  return { apart, state, trust, tpp, outbox, authorise: createAuthorise(state) };
}

describe.skipIf(postgresql.missing)(`three processes over one PostgreSQL${postgresql.why}`, () => {
  let scene: Awaited<ReturnType<typeof openScene>>;
  beforeAll(async () => {
    scene = await openScene();
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  test('a TPP reads accounts through three processes, by the role and the consent that are asked behind', async () => {
    const { tpp, authorise, trust, apart } = scene;
    const consentId = await requestConsent(tpp);
    await authorise(consentId, 'personal');
    const answer = await tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId } });
    expect(answer.status).toBe(200);
    // two accounts of the demo PSU
    expect(((await answer.json()) as { accounts: unknown[] }).accounts).toHaveLength(2);
    const other = await createTestTpp(trust, apart.gateway.url, { roles: ['PSP_PI'] });
    stack.defer(() => other.close());
    const refused = await other.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId } });
    expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('ROLE_INVALID')]);
  });

  test('a PSU gives a consent on the pages of the authorization server, and the TPP gets its token through the gateway', async () => {
    const { tpp, trust, apart, outbox } = scene;
    const created = await tpp.request('POST', '/v1/consents', { headers: CONSENT_HEADERS, body: CONSENT_REQUEST });
    // a 201 has both
    const { consentId, _links } = (await created.json()) as {
      consentId: string;
      _links: { scaOAuth: { href: string } };
    };
    const client = await openOAuthClient({ trust, tpp, metadataUrl: _links.scaOAuth.href });
    stack.defer(() => client.close());
    const redirectUri = CONSENT_HEADERS['TPP-Redirect-URI'];
    const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri });
    const browser = openBrowser(apart.pagesUrl);
    await browser.visit(flow.address.href);
    await browser.submit('Log in', { 'psu-id': 'several-currencies', password: 'password of several-currencies' });
    await browser.submit('Agree and confirm', { account: browser.choicesOf('account').map(({ value }) => value) });
    const { elsewhere = flow.address } = await browser.submit('Confirm', { code: outbox.lastCode() });
    const { access_token } = await flow.finish(elsewhere);
    const headers = { 'Consent-ID': consentId };
    expect((await tpp.request('GET', '/v1/accounts', { headers })).status).toBe(401);
    const withToken = { ...headers, Authorization: `Bearer ${access_token}` };
    expect((await tpp.request('GET', '/v1/accounts', { headers: withToken })).status).toBe(200);
  });

  test('an answer has the same X-Request-ID, and what a TPP sends as its identity counts for nothing', async () => {
    const { tpp } = scene;
    const requestId = systemRandom.uuid();
    const forged = { 'X-Request-ID': requestId, 'X-OpenXS2A-Identity': 'eyJhbGciOiJub25lIn0.e30.' };
    const answer = await tpp.request('GET', '/v1/consents/4711/status', { headers: forged });
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([403, requestId]);
  });

  test.each(['authorizationServer', 'resourceServer'] as const)(
    'the %s lets nobody in but the gateway',
    async (name) => {
      const { apart, tpp } = scene;
      const { url } = apart[name];
      const ask = async (options: Parameters<typeof createMutualTlsFetch>[0]) => {
        const { fetch, close } = createMutualTlsFetch({ ca: apart.internal.anchors, ...options });
        stack.defer(close);
        return fetch(`${url}/v1/accounts`, { headers: { 'X-Request-ID': systemRandom.uuid() } });
      };
      await expect(ask({})).rejects.toThrow();
      await expect(ask(tpp.qwac === undefined ? {} : { identity: tpp.qwac })).rejects.toThrow();
      // the gateway's certificate alone will not do: of each request, its word is needed
      expect((await ask({ identity: apart.internal.identity })).status).toBe(500);
      await apart[name].process.waitFor(/identity-token-invalid/);
    },
  );

  test('each process says how it is', async () => {
    for (const node of [scene.apart.gateway, scene.apart.authorizationServer, scene.apart.resourceServer])
      expect((await fetch(`${node.operationsUrl}/health/ready`)).status).toBe(200);
  });

  test('each process counts what it does, by the same names and by nobody’s name', async () => {
    const { gateway, authorizationServer, resourceServer } = scene.apart;
    const read = async ({ operationsUrl }: typeof gateway) => (await fetch(`${operationsUrl}/metrics`)).text();
    const read200 = 'openxs2a_requests_total{operation="getAccountList",status="200"} 2';
    const token200 = 'openxs2a_requests_total{operation="/oauth/token",status="200"} 1';
    const outer = await read(gateway);
    expect([outer, await read(resourceServer)]).toEqual(Array(2).fill(expect.stringContaining(read200)));
    expect(outer).toContain(token200);
    // the log is sealed within a second
    await expect.poll(() => read(authorizationServer)).toContain('{kind="oauth-token-issued",result=""} 1');
    const inner = await read(authorizationServer);
    expect(inner).toContain(token200);
    expect(inner).toContain('openxs2a_records_total{kind="sca-password-checked",result="accepted"} 1');
    expect(inner).toContain('openxs2a_records_total{kind="sca-challenge",result="asked"} 1');
    expect(inner).toContain('openxs2a_records_total{kind="sca-answer",result="answer"} 1');
    expect(inner).toMatch(/openxs2a_page_requests_total\{route="POST \/authorise\/:ticket\/\w+",status="303"\} 1/);
    for (const text of [outer, inner]) expect(text).not.toMatch(/several-currencies|DE\d{20}|4711|PSDDE/);
  });

  test('each process takes renewed certificates on SIGHUP, and they go on with each other', async () => {
    const { tpp, apart, state } = scene;
    for (const [node, name] of [
      [apart.resourceServer, 'resource-server'],
      [apart.authorizationServer, 'authorization-server'],
      [apart.gateway, 'internal'],
    ] as const) {
      await apart.renewIdentity(name);
      node.process.kill('SIGHUP');
      await node.process.waitFor(/"event":"renewed"/);
    }
    const answer = await tpp.request('GET', '/v1/consents/4711/status');
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('CONSENT_UNKNOWN')]);
    const { records } = await state.log.read({ kind: 'configuration-renewed' });
    expect(records.map(({ node }) => node)).toEqual(['resource-server', 'authorization-server', 'gateway']);
    const { fingerprint256 } = new X509Certificate(apart.internal.anchors);
    const anchors = [fingerprint256.replaceAll(':', '').toLowerCase()];
    for (const { body } of records) expect(body).toMatchObject({ anchors, result: 'renewed' });
  });

  test('what one app records and another stands in one log that verifies, and all end when they are told to', async () => {
    const { apart, state } = scene;
    await Promise.all([apart.gateway.stop(), apart.authorizationServer.stop(), apart.resourceServer.stop()]);
    await state.log.seal();
    expect(await state.log.verify()).toMatchObject({ accepted: true, evidence: { unsealed: 0 } });
  });
});
