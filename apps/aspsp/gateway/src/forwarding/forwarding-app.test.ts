import { generateKeyPairSync } from 'node:crypto';
import { createDemoParty } from '@openxs2a/certificates/issue';
import {
  createIdempotency,
  createIdentityTokens,
  createTokenProof,
  createXs2aApp,
  IDENTITY_HEADER,
} from '@openxs2a/edge';
import { parseProfile } from '@openxs2a/profile';
import { createMutualTlsFetch, listen, type MutualTlsFetch } from '@openxs2a/service';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { expect, onTestFinished, test } from 'vitest';
import {
  AIS,
  answerOf,
  CONSENT,
  createAsk,
  createClock,
  createPart,
  createTrust,
  openGateway,
  showing,
} from '../gateway.fixture.ts';
import { createForwardingApp } from './forwarding-app.ts';

const { clock, wait } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const inside = await trust.issueTls(createDemoParty({ roles: ['PSP_AS'] }), { dnsNames: ['localhost'] });
const profile = parseProfile({ signature: { requests: 'off' }, limits: { requestSeconds: 1 } });
const away: MutualTlsFetch['fetch'] = () => Promise.reject(new TypeError('fetch failed'));

type Fetch = (request: Request, env?: object) => Promise<Response>;

/** An app at home, behind mutual TLS, that takes the gateway's word. */
async function openHome() {
  const database = await openDatabase(':memory:');
  const log = await createEventLog(database, { namespace: 'bank', node: 'home', clock, sealEvery: false });
  const idempotency = await createIdempotency({ database, clock, window: 60 });
  const proof = createTokenProof({ key: keys.publicKey, clock });
  const app = createXs2aApp({ proof, parts: [createPart(idempotency)], profile, idempotency, database, log, clock });
  const url = await listenInside((request, env) => app.fetch(request, env));
  onTestFinished(() => database.close());
  return { url, log };
}

async function listenInside(fetch: Fetch): Promise<string> {
  const tls = { ...inside.identity, clientCertificates: 'require', ca: trust.anchor } as const;
  const listener = await listen({ fetch, address: { host: 'localhost', port: 0 }, tls });
  onTestFinished(() => listener.close(0));
  return listener.url;
}

interface Homes {
  readonly authorizationServer?: string;
  readonly resourceServer?: string;
  readonly fetch?: MutualTlsFetch['fetch'];
  readonly connection?: ReturnType<typeof showing>;
}

async function openFront(homes: Homes) {
  const opened = await openGateway(trust, { connection: homes.connection ?? showing(good.certificate), clock });
  const mutual = createMutualTlsFetch({ identity: inside.identity, ca: trust.anchor });
  onTestFinished(() => mutual.close());
  const { authorizationServer = 'https://localhost:1', resourceServer = 'https://localhost:1' } = homes;
  const app = createForwardingApp({
    gateway: opened.gateway,
    profile,
    database: opened.database,
    log: opened.log,
    clock,
    homes: { authorizationServer, resourceServer },
    fetch: homes.fetch ?? mutual.fetch,
    signToken: createIdentityTokens({ key: keys.privateKey, clock }),
  });
  return { ...opened, ask: createAsk(opened.gateway.wrap((request, env) => app.fetch(request, env))) };
}

const ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';

test('a request goes to the app at home with the word of the gateway, and its answer comes back', async () => {
  const home = await openHome();
  const { ask, gateway } = await openFront({ authorizationServer: home.url });
  const answer = await ask(`${CONSENT}/status`, { headers: { 'X-Request-ID': ID } });
  expect([answer.status, await answer.json()]).toEqual([200, { consentStatus: 'valid' }]);
  expect(answer.headers.get('X-Request-ID')).toBe(ID);
  expect((await ask(CONSENT, { method: 'DELETE' })).status).toBe(204);
  const metrics = await (await gateway.operationsApp.request('/metrics')).text();
  expect(metrics).toContain('openxs2a_requests_total{operation="deleteConsent",status="204"} 1');
});

test('what is asked behind is refused behind, and the refusal is passed on', async () => {
  const home = await openHome();
  const { ask } = await openFront({ authorizationServer: home.url });
  const bad = await ask('/v1/consents', { method: 'POST', body: '{}', headers: { 'PSU-IP-Address': '192.0.2.1' } });
  expect(await answerOf(bad)).toEqual([400, 'FORMAT_ERROR']);
  expect(await answerOf(await ask(CONSENT))).toEqual([403, 'CONSENT_UNKNOWN']);
  expect(await answerOf(await ask(`${CONSENT}/status`, { headers: { 'X-Request-ID': 'abc' } }))).toEqual([
    400,
    'FORMAT_ERROR',
  ]);
});

test('who is not proved gets no further than the gateway, and what is blocked is in its audit log', async () => {
  let reached = 0;
  const fetch: MutualTlsFetch['fetch'] = (...args) => {
    reached += 1;
    return away(...args);
  };
  const stranger = await openFront({ fetch, connection: showing({ kind: 'none', evidence: {} }) });
  expect(await answerOf(await stranger.ask())).toEqual([401, 'CERTIFICATE_MISSING']);
  const { ask, gateway, log } = await openFront({ fetch });
  await gateway.directory.block('PSDDE-BAFIN-100001', 'Test.', 'olga');
  expect(await answerOf(await ask())).toEqual([401, 'CERTIFICATE_BLOCKED']);
  expect((await ask('/v1/nothing')).status).toBe(404);
  expect(reached).toBe(0);
  const { records } = await log.read({ kind: 'request-refused' });
  expect(records.map(({ actor, body }) => [actor, body])).toEqual([
    ['PSDDE-BAFIN-100001', expect.objectContaining({ result: 'tpp-blocked' })],
  ]);
});

test('consents and authorisations are of one app, all else of the other', async () => {
  const asked: string[] = [];
  const fetch: MutualTlsFetch['fetch'] = (target, init) => {
    asked.push(String(target));
    return away(target, init);
  };
  const { ask } = await openFront({
    authorizationServer: 'https://auth:1',
    resourceServer: 'https://resources:2',
    fetch,
  });
  for (const path of [
    '/v1/accounts?withBalance=true',
    `${CONSENT}/authorisations`,
    '/v1/payments/sepa-credit-transfers/1/authorisations',
  ])
    await ask(path);
  expect(asked).toEqual([
    'https://resources:2/v1/accounts?withBalance=true',
    `https://auth:1${CONSENT}/authorisations`,
    'https://auth:1/v1/payments/sepa-credit-transfers/1/authorisations',
  ]);
});

test('what comes back is passed on byte for byte, whatever it is', async () => {
  const body = Buffer.from([0x7b, 0x0d, 0x0a, 0xff, 0x00]);
  const url = await listenInside(
    async () =>
      new Response(body, {
        status: 418,
        headers: { 'Content-Type': 'application/json', 'X-Own': '1', Location: '/elsewhere' },
      }),
  );
  const { ask } = await openFront({ authorizationServer: url });
  const answer = await ask();
  expect([answer.status, answer.headers.get('X-Own'), answer.headers.get('Location')]).toEqual([
    418,
    '1',
    '/elsewhere',
  ]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
});

test('the token is for this request, and what a client says in its place is dropped', async () => {
  const seen: { token: string | null; client: string | null }[] = [];
  const url = await listenInside(async ({ headers }) => {
    seen.push({ token: headers.get(IDENTITY_HEADER), client: headers.get('client-cert') });
    return new Response(null, { status: 204 });
  });
  const { ask } = await openFront({ authorizationServer: url });
  await ask(`${CONSENT}/status`, { headers: { [IDENTITY_HEADER]: 'forged', 'Client-Cert': ':AAAA:' } });
  const [first] = seen;
  expect(first?.token).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(first?.client).toBeNull();
});

test('an app at home takes no token for another request, none that is old, and nobody without', async () => {
  const home = await openHome();
  let held = '';
  const { ask } = await openFront({
    authorizationServer: home.url,
    fetch: async (target, init) => {
      held = new Headers(init?.headers as HeadersInit).get(IDENTITY_HEADER) ?? ''; // as it was given: pairs
      return away(target, init);
    },
  });
  await ask(`${CONSENT}/status`, { headers: { 'X-Request-ID': ID } });
  const mutual = createMutualTlsFetch({ identity: inside.identity, ca: trust.anchor });
  onTestFinished(() => mutual.close());
  const send = async (path: string, id: string, token?: string, method = 'GET') => {
    const headers = { 'X-Request-ID': id, ...(token === undefined ? {} : { [IDENTITY_HEADER]: token }) };
    return (await mutual.fetch(`${home.url}${path}`, { method, headers })).status;
  };
  const other = 'a9391c7e-ad88-49ec-a2ad-99ddcb1f7721';
  expect(await send(`${CONSENT}/status`, ID, held)).toBe(200);
  expect(await send(`${CONSENT}/status`, other, held)).toBe(500);
  expect(await send(CONSENT, ID, held)).toBe(500);
  expect(await send(CONSENT, ID, held, 'DELETE')).toBe(500);
  expect(await send(`${CONSENT}/status`, ID)).toBe(500);
  wait(60_000);
  expect(await send(`${CONSENT}/status`, ID, held)).toBe(500);
});

test.each([
  ['dots in its path', `/v1/accounts/..${CONSENT.slice(3)}/status`, {}, 200],
  ['a fragment', `${CONSENT}/status#x`, {}, 200],
  ['an X-Request-ID of the connection alone', `${CONSENT}/status`, { Connection: 'close, X-Request-ID' }, 400],
])('the word of the gateway is for what arrives at home, for a request with %s', async (_, target, headers, status) => {
  const home = await openHome();
  const { ask } = await openFront({ authorizationServer: home.url });
  // of the host it is read as it stood in the request line
  const env = { incoming: { url: target, rawHeaders: [], readableDidRead: true, on() {}, off() {} } };
  expect((await ask(target, { headers: { 'X-Request-ID': ID, ...headers }, env })).status).toBe(status);
});

test('nobody but the gateway reaches an app at home', async () => {
  const home = await openHome();
  const nobody = createMutualTlsFetch({ ca: trust.anchor });
  onTestFinished(() => nobody.close());
  await expect(nobody.fetch(`${home.url}${CONSENT}/status`)).rejects.toThrow();
});

test.each([
  ['cannot be reached', away],
  [
    'does not answer',
    (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
  ],
] satisfies readonly (readonly [string, MutualTlsFetch['fetch']])[])(
  'an app that %s is a 503 that says when to come again',
  async (_, fetch) => {
    const { ask, lines } = await openFront({ fetch });
    const answer = await ask();
    expect([answer.status, answer.headers.get('Retry-After'), await answer.text()]).toEqual([503, '5', '']);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      reason: 'unavailable',
      evidence: { home: 'authorization-server' },
    });
  },
);

test.each(['https://localhost/path', 'https://localhost?x=1', 'localhost', 'file:///etc'])(
  '%s is no home',
  async (url) => {
    await expect(openFront({ resourceServer: url })).rejects.toThrow(TypeError);
  },
);
