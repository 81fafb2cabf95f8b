import { createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, createMessageVerifier, fromResponse, PROFILES } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import {
  AIS,
  answerOf,
  CONSENT,
  createAsk,
  createClock,
  createTrust,
  openGateway,
  showing,
  type TestGatewayOptions,
} from '../gateway.fixture.ts';

const { clock } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const bankSeal = await trust.authority.issueQsealc(AIS);
const answerSigner = createMessageSigner({
  profile: PROFILES.nextgenpsd2,
  certificate: bankSeal.certificate,
  key: createSigningKey(bankSeal.privateKey),
  clock,
});
const SEALED = { signature: { requests: 'off', sealAnswers: true } };
const ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';

const open = (options: TestGatewayOptions = {}, connection = showing(good.certificate, '192.0.2.1')) =>
  openGateway(trust, { connection, clock, ...options });

const REQUESTS = [
  ['200', `${CONSENT}/status`, {}],
  ['204', CONSENT, { method: 'DELETE' }],
  ['403', CONSENT, {}],
  ['404', '/v1/nothing', {}],
  ['405', '/v1/consents', { method: 'DELETE' }],
  ['401', `${CONSENT}/status`, { headers: { Authorization: 'Bearer x' } }],
] as const;

test.each(REQUESTS)('COM-HDR-003 COM-HDR-004 a %s has the X-Request-ID of its request', async (status, path, asked) => {
  const { ask } = await open();
  const headers = { ...('headers' in asked ? asked.headers : {}), 'X-Request-ID': ID };
  const answer = await ask(path, { ...asked, headers });
  expect([String(answer.status), answer.headers.get('X-Request-ID')]).toEqual([status, ID]);
});

test.each(['abc', '', `${ID}x`])('COM-HDR-002 an X-Request-ID that is none (%j) does not come back', async (id) => {
  const { ask } = await open();
  const answer = await ask(`${CONSENT}/status`, { headers: { 'X-Request-ID': id } });
  expect(answer.headers.get('X-Request-ID')).toBeNull();
  expect(await answerOf(answer)).toEqual([400, 'FORMAT_ERROR']);
});

test.each(REQUESTS)('API8 a %s is not for caches, frames and guesses', async (_, path, asked) => {
  const { ask } = await open();
  const { headers } = await ask(path, asked);
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
});

test('what an app says of its answer itself stays, and answers from elsewhere get headers, too', async () => {
  const { gateway } = await open();
  const kept = createAsk(gateway.wrap(() => new Response('', { headers: { 'Cache-Control': 'max-age=5' } })));
  expect((await kept('/')).headers.get('Cache-Control')).toBe('max-age=5');
  const redirected = createAsk(gateway.wrap(() => Response.redirect('https://bank.example/', 303)));
  expect((await redirected('/')).headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test.each(REQUESTS)('SIG-REQ-005 the bank seals a %s, and the seal verifies', async (status, path, asked) => {
  const { ask } = await open({ profile: SEALED, answerSigner });
  const answer = await ask(path, asked);
  const body = new Uint8Array(await answer.arrayBuffer());
  const verify = createMessageVerifier({ profile: PROFILES.nextgenpsd2, clock });
  const request = { method: 'GET', url: `https://bank.example${path}` };
  const verdict = verify(fromResponse(answer, body, request));
  expect([String(answer.status), verdict]).toMatchObject([status, { accepted: true }]);
  expect(verdict.accepted && verdict.evidence.certificate.fingerprint).toBe(bankSeal.certificate.fingerprint);
  const changed = verify(fromResponse(answer, new Uint8Array([...body, 32]), request));
  expect(changed).toMatchObject({ accepted: false, reason: 'digest-mismatch' });
});

test('the seal comes with the certificate of the bank, and not with that of a TPP', async () => {
  const { ask } = await open({ profile: SEALED, answerSigner });
  const { headers } = await ask();
  expect(headers.get('ASPSP-Signature-Certificate')).toBe(Buffer.from(bankSeal.certificate.der).toString('base64'));
  expect(headers.has('TPP-Signature-Certificate')).toBe(false);
});

test('what cannot be tied to its request leaves without a seal, and is counted', async () => {
  const { ask, gateway } = await open({ profile: SEALED, answerSigner });
  const answer = await ask(`${CONSENT}/status`, { headers: { 'X-Request-ID': 'abc' } });
  expect([answer.status, answer.headers.has('Signature')]).toEqual([400, false]);
  expect(await readMetrics(gateway)).toContain('openxs2a_unsealed_answers_total{why="no-request-id"} 1');
});

test('a seal without an X-Request-ID would be refused by whoever verifies by the standard', async () => {
  const { nextgenpsd2 } = PROFILES;
  const fields = { digest: 'always' } as const;
  const sign = createMessageSigner({
    profile: { ...nextgenpsd2, response: { ...nextgenpsd2.response, fields } },
    certificate: bankSeal.certificate,
    key: createSigningKey(bankSeal.privateKey),
    clock,
  });
  const message = { method: 'GET', target: '/v1/accounts', status: 400, headers: [], body: new Uint8Array() };
  const verify = createMessageVerifier({ profile: nextgenpsd2, clock });
  const verdict = verify({ ...message, headers: await sign(message) });
  expect(verdict).toMatchObject({ accepted: false, reason: 'signed-header-missing' });
});

test('429 of a TPP, which comes behind the proof of who calls, is sealed', async () => {
  const limits = { burst: 1, requestsPerSecond: 1 };
  const { ask } = await open({ profile: { ...SEALED, limits }, answerSigner });
  await ask();
  const refused = await ask(undefined, { headers: { 'X-Request-ID': ID } });
  expect([refused.status, refused.headers.has('Signature')]).toEqual([429, true]);
});

test('where the seal cannot be made, nothing of the answer leaves', async () => {
  const { ask, lines } = await open({
    profile: SEALED,
    answerSigner: () => Promise.reject(new Error('the device is gone')),
  });
  const answer = await ask();
  expect([answer.status, answer.headers.get('Retry-After'), await answer.text()]).toEqual([503, '5', '']);
  expect(lines.some((line) => line.includes('could not be sealed'))).toBe(true);
});

test('a bank that promises seals and has none does not start', async () => {
  await expect(open({ profile: SEALED })).rejects.toThrow(TypeError);
});

test('an answer is not sealed where nothing is promised', async () => {
  const { ask } = await open({ answerSigner });
  expect((await ask()).headers.has('Signature')).toBe(false);
});

test('SEC-API-005 an address that comes too often is refused before anybody looks at its certificate', async () => {
  const connection = showing({ kind: 'none', evidence: {} }, '192.0.2.1');
  const options = { addressLimit: { burst: 1, perSecond: 1 }, profile: SEALED, answerSigner };
  const { ask, gateway, lines } = await open(options, connection);
  const passed = await ask();
  const refused = await ask(undefined, { headers: { 'X-Request-ID': ID } });
  expect([passed.status, passed.headers.has('Signature'), lines.length]).toEqual([401, true, 1]);
  expect([refused.status, refused.headers.has('Signature'), lines.length]).toEqual([429, false, 1]);
  expect([refused.headers.get('Retry-After'), refused.headers.get('X-Request-ID')]).toEqual(['1', ID]);
  expect(await readMetrics(gateway)).toContain('openxs2a_rate_limited_total{by="address"} 1');
});

test('an app that fails is a fault of the listener, not a hanging request', async () => {
  const { gateway } = await open();
  const ask = createAsk(gateway.wrap(() => Promise.reject(new Error('broken'))));
  await expect(ask('/')).rejects.toThrow('broken');
});

test('metrics tell requests, refusals and verdicts, and nobody chooses their labels', async () => {
  const { ask, gateway } = await open({
    profile: { signature: { requests: 'off' }, limits: { burst: 3, requestsPerSecond: 1 } },
  });
  for (let count = 0; count < 4; count += 1) await ask();
  await ask('/v1/anything/{code="x"}');
  const text = await readMetrics(gateway);
  expect(text).toContain('openxs2a_requests_total{operation="getConsentStatus",status="200"} 3');
  expect(text).toContain('openxs2a_requests_total{operation="getConsentStatus",status="429"} 1');
  expect(text).toContain('openxs2a_requests_total{operation="none",status="404"} 1');
  expect(text).toContain('openxs2a_refusals_total{reason="rate-exceeded"} 1');
  expect(text).toContain('openxs2a_certificate_verdicts_total{verdict="accepted"} 4');
  expect(text).toContain('openxs2a_rate_limited_total{by="tpp"} 1');
  expect(text).toContain('openxs2a_request_seconds_count{operation="getConsentStatus"} 4');
  expect(text).not.toContain('anything');
});

test('health tells whether the database answers and what else has to work', async () => {
  let anchors = 0;
  const { gateway, database } = await open({ readiness: { trustAnchors: () => anchors > 0 } });
  const ready = async () => {
    const answer = await gateway.operationsApp.request('/health/ready');
    return [answer.status, await answer.json()];
  };
  expect((await gateway.operationsApp.request('/health/live')).status).toBe(200);
  expect(await ready()).toEqual([503, { status: 'not ready', checks: { database: 'ok', trustAnchors: 'failed' } }]);
  anchors = 1;
  expect(await ready()).toMatchObject([200, {}]);
  await database.close();
  expect(await ready()).toMatchObject([503, { checks: { database: 'failed' } }]);
});

async function readMetrics(gateway: Awaited<ReturnType<typeof open>>['gateway']): Promise<string> {
  return (await gateway.operationsApp.request('/metrics')).text();
}
