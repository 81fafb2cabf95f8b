import { generateKeyPairSync } from 'node:crypto';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import { descriptors } from '@openxs2a/xs2a/server';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { createIdentityTokens, createTokenIdentify, createTokenProof, IDENTITY_HEADER } from './identity-token.ts';
import { RefusedError } from './refused.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { TEST_IDENTITY } from './testing/test-proof.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const others = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const REQUEST = { method: 'POST', target: '/v1/consents?x=1', body: '{"a":1}', requestId: 'r-1' };

type Sent = typeof REQUEST;

function toRequest({ method, target, body, requestId }: Sent, token?: string): IncomingRequest {
  const headers = new Headers({
    'x-request-id': requestId,
    ...(token === undefined ? {} : { [IDENTITY_HEADER]: token }),
  });
  // of a request no more is read than this
  return { method, target, headers, bytes: new TextEncoder().encode(body) } as unknown as IncomingRequest;
}

async function prove(token: string | undefined, sent: Sent = REQUEST, clock = createManualClock()) {
  const context: Context = { operationId: 'createConsent', requestId: 'r-1', receivedAt: clock() };
  const proof = createTokenProof({ key: keys.publicKey, clock });
  try {
    await proof.certificate({
      operation: descriptors.createConsent,
      request: toRequest(sent, token),
      options: {},
      context,
    });
    return context.identity;
  } catch (error) {
    return error instanceof RefusedError ? error.refused.reason : error;
  }
}

const sign = (key = keys.privateKey, clock = createManualClock()) =>
  createIdentityTokens({ key, clock })(TEST_IDENTITY, toRequest(REQUEST));

test('an app apart learns who is calling', async () => {
  expect(await prove(await sign())).toEqual(TEST_IDENTITY);
});

test.each<[string, Partial<Sent>]>([
  ['method', { method: 'PUT' }],
  ['target', { target: '/v1/consents?x=2' }],
  ['body', { body: '{"a":2}' }],
  ['X-Request-ID', { requestId: 'r-2' }],
])('a token is good for one %s only', async (_name, change) => {
  expect(await prove(await sign(), { ...REQUEST, ...change })).toBe('identity-token-invalid');
});

test('what is no operation is told who is calling, too, and still has its body', async () => {
  const { method, target, body, requestId } = REQUEST;
  const identify = createTokenIdentify({ key: keys.publicKey, clock: createManualClock() });
  const call = (token: string, text = body) =>
    new Request(`https://home.example${target}`, {
      method,
      body: text,
      headers: { 'x-request-id': requestId, [IDENTITY_HEADER]: token },
    });
  const good = call(await sign());
  expect(await identify(good)).toEqual({ accepted: true, identity: TEST_IDENTITY });
  expect(await good.text()).toBe(body);
  for (const bad of [call('nonsense'), call(await sign(), '{"a":2}'), call(await sign(others.privateKey))])
    expect(await identify(bad)).toEqual({ accepted: false, status: 500, reason: 'identity-token-invalid' });
});

test('a token is good for half a minute', async () => {
  const clock = createManualClock();
  const token = await sign(keys.privateKey, clock);
  clock.advance({ milliseconds: 30_000 });
  expect(await prove(token, REQUEST, clock)).toEqual(TEST_IDENTITY);
  clock.advance({ milliseconds: 6_000 });
  expect(await prove(token, REQUEST, clock)).toBe('identity-token-invalid');
});

test('no token, one of another key, and one that is none are refused', async () => {
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign()).split('.')[1]}.`;
  const byMac = await new SignJWT({ identity: TEST_IDENTITY })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()));
  for (const token of [undefined, await sign(others.privateKey), unsigned, byMac, 'nonsense'])
    expect(await prove(token)).toBe('identity-token-invalid');
});
