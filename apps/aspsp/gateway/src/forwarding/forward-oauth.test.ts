import { generateKeyPairSync } from 'node:crypto';
import { createIdentityTokens, createTokenIdentify, IDENTITY_HEADER, type Identity } from '@openxs2a/edge';
import { parseProfile } from '@openxs2a/profile';
import type { MutualTlsFetch } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { AIS, createAsk, createClock, createTrust, openGateway, showing } from '../gateway.fixture.ts';
import { createForwardingApp } from './forwarding-app.ts';

const { clock } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const METADATA = '/.well-known/oauth-authorization-server';

interface Arrived {
  readonly url: string;
  readonly body: string;
  readonly identity: Identity | undefined;
}

/** An authorization server apart: what arrives there, and as whose. */
function openHome() {
  const arrived: Arrived[] = [];
  const identify = createTokenIdentify({ key: keys.publicKey, clock });
  const fetch = async (url: string, init: RequestInit) => {
    const request = new Request(url, init);
    const identified = request.headers.has(IDENTITY_HEADER) ? await identify(request) : undefined;
    const identity = identified?.accepted ? identified.identity : undefined;
    arrived.push({ url, body: await request.text(), identity });
    return Response.json({ token_type: 'Bearer' }, { headers: { 'Cache-Control': 'no-store' } });
  };
  // the part of it that is called
  return { arrived, fetch: fetch as unknown as MutualTlsFetch['fetch'] };
}

async function openFront(fetch: MutualTlsFetch['fetch'], connection = showing(good.certificate)) {
  const opened = await openGateway(trust, { connection, clock });
  const app = createForwardingApp({
    ...opened,
    profile: parseProfile({ limits: { bodyKiB: 1 } }),
    clock,
    homes: { authorizationServer: 'https://as.example', resourceServer: 'https://rs.example' },
    fetch,
    signToken: createIdentityTokens({ key: keys.privateKey, clock }),
  });
  const serve = opened.gateway.wrap((request, env) => app.fetch(request, env));
  return { ...opened, serve, ask: createAsk(serve) };
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const post = (body = 'grant_type=refresh_token') => ({ method: 'POST', headers: FORM, body });

test('what clients of OAuth call is handed on as it came, with the word of the gateway on who calls', async () => {
  const { arrived, fetch } = openHome();
  const { ask } = await openFront(fetch);
  const forged = { ...post(), headers: { ...FORM, [IDENTITY_HEADER]: 'forged' } };
  const answer = await ask('/oauth/token?x=1', forged);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await answer.json()).toEqual({ token_type: 'Bearer' });
  expect(arrived).toEqual([
    {
      url: 'https://as.example/oauth/token?x=1',
      body: 'grant_type=refresh_token',
      identity: expect.objectContaining({ tppId: AIS.organizationIdentifier }),
    },
  ]);
});

test('the metadata are for everybody, and nothing else is', async () => {
  const { arrived, fetch } = openHome();
  const { ask } = await openFront(fetch, showing({ kind: 'none', evidence: {} }));
  expect((await ask(METADATA)).status).toBe(200);
  expect(arrived).toMatchObject([{ url: `https://as.example${METADATA}`, identity: undefined }]);
  const refused = await ask('/oauth/token', post());
  expect([refused.status, await refused.json()]).toEqual([401, { error: 'invalid_client' }]);
  expect(arrived).toHaveLength(1);
});

test('a TPP that is blocked gets no token, and a body that is too large is not taken', async () => {
  const { arrived, fetch } = openHome();
  const { ask, gateway } = await openFront(fetch);
  expect((await ask('/oauth/par', post('x'.repeat(1_025)))).status).toBe(413);
  await ask('/oauth/token', post());
  await gateway.directory.block(AIS.organizationIdentifier, 'a test', 'anna');
  expect((await ask('/oauth/token', post())).status).toBe(401);
  expect(arrived).toHaveLength(1);
});

test.each(['GET', 'PUT', 'DELETE', 'PROPFIND'])(
  'by another method than OAuth has there is nothing, and nobody is asked: %s',
  async (method) => {
    const { arrived, fetch } = openHome();
    const { ask } = await openFront(fetch);
    const answer = await ask('/oauth/token', { method });
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'invalid_request' }]);
    expect(arrived).toEqual([]);
  },
);

test('a body that breaks off is refused, and a fault of ours is left to whoever serves it', async () => {
  const { arrived, fetch } = openHome();
  const { serve } = await openFront(fetch);
  const send = async (error: Error) => {
    const body = new ReadableStream({ pull: (controller) => controller.error(error) });
    const init = { ...post(), body, duplex: 'half' };
    return serve(new Request('https://bank.example/oauth/token', init), {} as never); // no host is asked
  };
  const answer = await send(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request' }]);
  await expect(send(new TypeError('a fault'))).rejects.toThrow('a fault');
  expect(arrived).toEqual([]);
});

test('an authorization server that is away is told as away', async () => {
  const { ask } = await openFront(() => Promise.reject(new TypeError('fetch failed')));
  const answer = await ask('/oauth/token', post());
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await answer.json()).toEqual({ error: 'temporarily_unavailable' });
});
