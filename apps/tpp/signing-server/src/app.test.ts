import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import { type Caller, callAs, openServer } from './server.fixture.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const FINGERPRINT = 'ab'.repeat(32);

/** Every operation, and the right that it needs. */
const OPERATIONS: readonly (readonly [string, string, Caller | undefined])[] = [
  ['POST', '/v1/signatures', 'sign'],
  ['GET', '/v1/status', undefined],
  ['GET', '/v1/keys', undefined],
  ['POST', '/v1/keys/rotation', 'manage'],
  ['GET', '/v1/certificates', undefined],
  ['POST', '/v1/certificates/installation', 'manage'],
  ['POST', `/v1/certificates/${FINGERPRINT}/renewal`, 'manage'],
  ['POST', `/v1/certificates/${FINGERPRINT}/revocation`, 'manage'],
  ['GET', '/v1/orders', 'manage'],
  ['POST', '/v1/orders', 'manage'],
  ['GET', `/v1/orders/${ID}`, 'manage'],
  ['DELETE', `/v1/orders/${ID}`, 'manage'],
  ['GET', '/v1/uses', 'read'],
  ['GET', '/v1/uses/verification', 'read'],
];

test.each(OPERATIONS)('%s %s is for known clients only', async (method, path) => {
  const demo = await openServer();
  for (const [caller, code] of [
    ['nobody', 'client-certificate-missing'],
    ['stranger', 'client-unknown'],
  ] as const) {
    const response = await callAs(demo, caller, path, { method });
    expect([response.status, (await response.json()).code]).toEqual([401, code]);
  }
});

test.each(OPERATIONS)('%s %s needs its right, and no other will do', async (method, path, needed) => {
  const demo = await openServer();
  for (const caller of ['sign', 'manage', 'read'] as const) {
    const response = await callAs(demo, caller, path, { method });
    const mayNot = needed !== undefined && needed !== caller;
    expect(response.status === 403).toBe(mayNot);
    if (mayNot) expect(await response.json()).toMatchObject({ code: 'right-missing', detail: `It needs "${needed}".` });
  }
});

test('who calls is asked before anything of the request is looked at', async () => {
  const demo = await openServer();
  const response = await callAs(demo, 'nobody', '/v1/signatures', { method: 'POST', body: 'no JSON' });
  expect(response.status).toBe(401);
});

test('what there is not is told as problem details, without a look at who asks', async () => {
  const demo = await openServer();
  const response = await callAs(demo, 'nobody', '/v1/private-key');
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect([response.status, (await response.json()).code]).toEqual([404, 'not-found']);
});

test('its health is told to everyone', async () => {
  const demo = await openServer();
  expect((await callAs(demo, 'nobody', '/health/live')).status).toBe(200);
  expect((await callAs(demo, 'nobody', '/health/ready')).status).toBe(200);
});

test('without its record the server is not ready', async () => {
  const { server } = await openServer();
  const uses = { ...server.uses, read: () => Promise.reject(new Error('the disk is gone')) };
  const rate = { burst: 1, perSecond: 1 };
  const app = createApp({ server: { ...server, uses }, clients: [], clientRate: rate, totalRate: rate });
  const response = await app.request('/health/ready');
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'not ready', checks: { record: 'failed' } },
  ]);
});

test('answers are not to be cached, framed or taken for something else', async () => {
  const demo = await openServer();
  const { headers } = await callAs(demo, 'sign', '/v1/status');
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});
