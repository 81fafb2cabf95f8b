import { expect, test } from 'vitest';
import { createSource } from './create-source.ts';

const ID = '0f6b2a4e-7c19-4d83-9a52-e81d07c3b6f4';
const CERTIFICATE = {
  serialNumber: 'ab',
  kind: 'qsealc',
  status: 'valid',
  subject: 'CN=a',
  notBefore: '2026-11-26T18:00:00Z',
  notAfter: '2027-11-26T18:00:00Z',
  fingerprint: 'ab'.repeat(32),
  certificate: 'pem',
};
const ISSUANCE = { issuanceId: ID, status: 'issued', certificates: [CERTIFICATE], chain: ['issuer'] };
const problem = (status: number, code: string, more = {}) => ({ title: 'A title.', status, code, ...more });

/** A QTSP that answers with this, and what it was asked. */
function open(status: number, body: unknown, type = status < 400 ? 'application/json' : 'application/problem+json') {
  const asked: { method: string; path: string; authorization: string | null; id: string | null; body: unknown }[] = [];
  const source = createSource({
    baseUrl: 'https://qtsp.example',
    fetch: async ({ method, url }, init) => {
      const headers = new Headers(init.headers);
      asked.push({
        method,
        path: new URL(url).pathname,
        authorization: headers.get('Authorization'),
        id: headers.get('X-Request-ID'),
        body: JSON.parse(new TextDecoder().decode(init.body ?? undefined)),
      });
      const location = { Location: `/v1/issuances/${ID}` };
      return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type, ...location } });
    },
  });
  return { source, asked };
}

const REQUESTS = { roles: ['PSP_AI'], certificates: [{ kind: 'qsealc', csr: 'csr' }] } as const;

test('what is issued comes with its chain', async () => {
  const { source, asked } = open(201, ISSUANCE);
  expect(await source.request(ID, { ...REQUESTS, countries: ['DE'], enrolmentSecret: 'secret' })).toEqual({
    kind: 'issued',
    certificates: [{ kind: 'qsealc', pem: 'pem' }],
    chain: ['issuer'],
  });
  expect(asked).toEqual([
    {
      method: 'POST',
      path: '/v1/issuances',
      authorization: 'Bearer secret',
      id: ID,
      body: { ...REQUESTS, countries: ['DE'] },
    },
  ]);
});

test('without a secret nothing but the certificate of the connection tells who asks', async () => {
  const { source, asked } = open(201, ISSUANCE);
  await source.request(ID, REQUESTS);
  expect(asked[0]?.authorization).toBeNull();
});

test('a renewal names the certificate', async () => {
  const { source, asked } = open(201, ISSUANCE);
  expect(await source.renew(ID, { serialNumber: 'ab', csr: 'csr' })).toMatchObject({ kind: 'issued' });
  expect(asked).toMatchObject([{ path: '/v1/certificates/ab/renewal', id: ID, body: { csr: 'csr' } }]);
});

test('what is received and not issued yet is asked for again', async () => {
  const { source } = open(202, { ...ISSUANCE, status: 'received', certificates: [], chain: [] });
  expect(await source.request(ID, REQUESTS)).toEqual({ kind: 'received' });
});

test('a refusal keeps all its reasons', async () => {
  const reasons = [
    { reason: 'role-not-held', detail: 'No PSP_PI.' },
    { reason: 'key-weak', kind: 'qsealc', detail: 'RSA with 1024 bits.' },
  ];
  const { source } = open(422, problem(422, 'request-refused', { reasons }));
  expect(await source.request(ID, REQUESTS)).toEqual({
    kind: 'refused',
    refusals: reasons.map(({ reason, detail }) => ({ reason, detail })),
  });
});

test.each([
  [401, 'credentials-refused'],
  [403, 'caller-not-allowed'],
  [409, 'request-id-reused'],
])('a refusal by status %i has its code as its reason', async (status, code) => {
  const { source } = open(status, problem(status, code, { detail: 'Why.' }));
  expect(await source.request(ID, REQUESTS)).toEqual({ kind: 'refused', refusals: [{ reason: code, detail: 'Why.' }] });
});

test.each([
  ['a fault', 500, problem(500, 'internal'), undefined],
  ['a page of a proxy', 502, '<html>', 'text/html'],
  ['an answer that does not fit', 201, { ...ISSUANCE, status: 'lost' }, undefined],
])('%s is no answer, and the order waits', async (_, status, body, type) => {
  const { source } = open(status, body, type);
  expect(await source.request(ID, REQUESTS)).toMatchObject({ kind: 'unavailable' });
});

test('a QTSP that cannot be reached is no answer', async () => {
  const source = createSource({ baseUrl: 'https://qtsp.example', fetch: () => Promise.reject(new Error('refused')) });
  expect(await source.renew(ID, { serialNumber: 'ab', csr: 'csr' })).toMatchObject({ kind: 'unavailable' });
});

test('a revocation says why', async () => {
  const revocation = { revokedAt: '2026-11-26T18:00:00Z', reason: 'keyCompromise', by: 'subject' };
  const { source, asked } = open(200, { ...CERTIFICATE, status: 'revoked', revocation });
  const why = { reason: 'keyCompromise', comment: 'Stolen.' } as const;
  expect(await source.revoke({ serialNumber: 'ab', ...why })).toEqual({ kind: 'revoked' });
  expect(asked).toMatchObject([{ path: '/v1/certificates/ab/revocation', body: why }]);
});

test('a revocation of what is not known is refused', async () => {
  const { source } = open(404, problem(404, 'not-found'));
  expect(await source.revoke({ serialNumber: 'ab', reason: 'superseded' })).toMatchObject({
    kind: 'refused',
    refusals: [{ reason: 'not-found' }],
  });
});
