import { readCertificate } from '@openxs2a/certificates';
import { createMessageVerifier, PROFILES } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import { callAs, type DemoServer, openReadyServer, openServer } from '../server.fixture.ts';

const BODY = Buffer.from('{"access":{"allPsd2":"allAccounts"}}');
const HEADERS = [
  { name: 'X-Request-ID', value: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' },
  { name: 'PSU-ID', value: 'anna.example' },
  { name: 'Authorization', value: 'Bearer of-the-psu' },
];
const MESSAGE = {
  profile: 'nextgenpsd2',
  method: 'POST' as const,
  url: 'https://bank.example/psd2/v1/consents',
  headers: HEADERS,
  body: BODY.toString('base64'),
};
type Message = Omit<typeof MESSAGE, 'method' | 'body'> & { method: 'GET' | 'POST'; body?: string };

const sign = (caller: DemoServer['signer'], changes: Partial<Message> = {}) =>
  caller.signMessage({ body: { type: 'application/json', value: { ...MESSAGE, ...changes } } });

/** What the bank would find. */
function verify(
  profile: keyof typeof PROFILES,
  message: Partial<Message>,
  added: readonly { name: string; value: string }[],
) {
  const { method, url, headers, body } = { ...MESSAGE, ...message };
  const { pathname, search } = new URL(url);
  const isAdded = (name: string) => added.some((header) => header.name.toLowerCase() === name.toLowerCase());
  const all = [...headers.filter(({ name }) => !isAdded(name)), ...added].map(
    ({ name, value }) => [name, value] as const,
  );
  const check = createMessageVerifier({ profile: PROFILES[profile], clock: () => new Date() });
  return check({ method, target: pathname + search, url, headers: all, body: Buffer.from(body ?? '', 'base64') });
}

test('a message is signed so that the bank can verify it, by the certificate in use', async () => {
  const { signer, server } = await openReadyServer();
  const result = await sign(signer);
  if (result.status !== 200) throw new Error(String(result.status));
  const verdict = await verify('nextgenpsd2', {}, result.body.headers);
  expect(verdict).toMatchObject({
    accepted: true,
    evidence: { signedHeaders: ['digest', 'x-request-id', 'psu-id'], algorithm: 'ecdsa-sha256' },
  });
  const { fingerprint = '' } = server.seal.current()?.record.certificate ?? {};
  expect(result.body.certificate).toBe(fingerprint);
  expect(verdict.accepted && verdict.evidence.certificate.fingerprint).toBe(fingerprint);
});

test('every profile that a bank is configured for signs, and a message without a body', async () => {
  const { signer } = await openReadyServer();
  const message: Partial<Message> = { profile: 'jws-http-headers', method: 'GET', body: '' };
  const result = await sign(signer, message);
  if (result.status !== 200) throw new Error(String(result.status));
  expect(await verify('jws-http-headers', message, result.body.headers)).toMatchObject({ accepted: true });
});

test('a profile with names for its clients signs with the name that the bank gave, and dates the message', async () => {
  const { signer } = await openReadyServer();
  const message = { profile: 'ing', url: 'https://ing.example/oauth2/token' };
  const result = await sign(signer, message);
  if (result.status !== 200) throw new Error(String(result.status));
  expect(result.body.headers.find(({ name }) => name === 'Signature')?.value).toContain('keyId="client-4711"');
  expect(await verify('ing', message, result.body.headers)).toMatchObject({ accepted: true });
});

test.each<[string, Partial<Message>, number, string, string | undefined]>([
  ['of an unknown profile', { profile: 'free-text' }, 422, 'profile-unknown', undefined],
  ['to a host that is not configured', { url: 'https://other.example/' }, 403, 'target-not-allowed', undefined],
  ['to a path that is not configured', { url: 'https://bank.example/admin' }, 403, 'target-not-allowed', undefined],
  ['by a profile of another bank', { profile: 'ing' }, 403, 'profile-not-allowed', undefined],
  ['that is too long', { body: Buffer.alloc(4_097).toString('base64') }, 413, 'body-too-large', undefined],
  [
    'whose digest is another’s',
    { headers: [...HEADERS, { name: 'Digest', value: 'SHA-256=AAAA' }] },
    422,
    'message-refused',
    'digest-mismatch',
  ],
  ['without X-Request-ID', { headers: [] }, 422, 'message-refused', 'signed-header-absent'],
  [
    'by a profile that the key cannot',
    { profile: 'jws-pss', url: 'https://ing.example/' },
    422,
    'message-refused',
    'profile-unusable',
  ],
])('a message %s is refused, and nothing is on record', async (_, changes, status, code, reason) => {
  const { signer, reader } = await openReadyServer();
  const result = await sign(signer, changes);
  expect(result).toMatchObject({ status, body: { status, code, ...(reason && { reason }) } });
  const uses = await reader.getUses({ query: { kind: 'message-signed' } });
  expect(uses).toMatchObject({ status: 200, body: { items: [] } });
});

test.each([
  ['a method that there is not', { method: 'TRACE' }],
  ['a header with a line break', { headers: [{ name: 'X-Request-ID', value: 'a\nb' }] }],
  ['a header whose name is none', { headers: [{ name: 'X Request', value: 'a' }] }],
  ['a free text', { text: 'please sign this' }],
  ['no headers', { headers: undefined }],
])('a request with %s does not follow the specification', async (_, changes) => {
  const response = await callAs(await openServer(), 'sign', '/v1/signatures', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...MESSAGE, ...changes }),
  });
  expect([response.status, (await response.json()).code]).toEqual([400, 'invalid-request']);
});

test('each signature is on record before it is answered, and nothing of the message that is secret', async () => {
  const { signer, reader } = await openReadyServer();
  await sign(signer, { url: `${MESSAGE.url}/DE89370400440532013000?iban=DE89370400440532013000` });
  const uses = await reader.getUses({ query: { kind: 'message-signed' } });
  expect(uses).toMatchObject({
    body: {
      items: [
        {
          kind: 'message-signed',
          client: 'sign-client',
          body: {
            profile: 'nextgenpsd2',
            method: 'POST',
            host: 'bank.example',
            path: '/psd2/v1/consents/DE89…3000',
            digest: /^SHA-256=/,
            xRequestId: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721',
          },
        },
      ],
    },
  });
  expect(JSON.stringify(uses)).not.toMatch(/anna|of-the-psu|DE8937|allPsd2/);
});

test('without a certificate nothing is signed', async () => {
  const { signer } = await openServer();
  expect(await sign(signer)).toMatchObject({ status: 503, body: { code: 'no-certificate' } });
});

test('by a certificate that has run out nothing is signed', async () => {
  const { signer, wait } = await openReadyServer();
  wait(181 * 86_400_000);
  expect(await sign(signer)).toMatchObject({ status: 503, body: { code: 'no-certificate' } });
});

test('a client that asks too often waits, whatever it asks for', async () => {
  const { signer, wait } = await openReadyServer({ clientRate: { burst: 2, perSecond: 0.5 } });
  await sign(signer, { profile: 'free-text' });
  expect((await sign(signer)).status).toBe(200);
  expect(await sign(signer)).toMatchObject({
    status: 429,
    body: { code: 'rate-exceeded' },
    headers: { 'Retry-After': 2 },
  });
  wait(2_000);
  expect((await sign(signer)).status).toBe(200);
});

test('all clients together have a limit, too', async () => {
  const { signer } = await openReadyServer({ totalRate: { burst: 1, perSecond: 0.1 } });
  expect((await sign(signer)).status).toBe(200);
  expect(await sign(signer)).toMatchObject({ status: 429, headers: { 'Retry-After': 10 } });
});

test('the status says whether, by what and until when it can sign', async () => {
  const before = await openServer();
  expect(await before.reader.getStatus()).toMatchObject({ body: { canSign: false, profiles: [], openOrders: 0 } });
  const { reader, wait } = await openReadyServer();
  const status = await reader.getStatus();
  if (status.status !== 200) throw new Error(String(status.status));
  expect(status.body).toMatchObject({
    canSign: true,
    profiles: ['nextgenpsd2', 'jws-http-headers', 'ing'],
    openOrders: 0,
    certificate: { kind: 'qsealc', state: 'active' },
  });
  expect(readCertificate(status.body.certificate?.certificate ?? '').fingerprint).toBe(
    status.body.certificate?.fingerprint,
  );
  wait(181 * 86_400_000);
  expect(await reader.getStatus()).toMatchObject({ body: { canSign: false } });
});

test('nothing that is logged holds a part of a message', async () => {
  const { signer, lines } = await openReadyServer();
  await sign(signer);
  await sign(signer, { profile: 'free-text' });
  const text = lines.join('');
  expect(text).toContain('"operationId":"signMessage"');
  expect(text).not.toMatch(/anna|of-the-psu|allPsd2|the-secret-of-the-enrolment/);
});
