import { CONSENT_HEADERS, CONSENT_REQUEST, type TestRequest, type TestTpp } from '@openxs2a/bank/testing';
import { expect, test } from 'vitest';
import { openBank, outcomeOf, PRESENT } from './reader.fixture.ts';

const REFUSED: readonly (readonly [string, string, string, TestRequest])[] = [
  ['a consent that nobody has', 'GET', '/v1/consents/4711', {}],
  ['a consent that is asked for wrongly', 'POST', '/v1/consents', { headers: PRESENT, body: {} }],
  ['accounts without a consent', 'GET', '/v1/accounts', {}],
  ['accounts by a consent that nobody has', 'GET', '/v1/accounts', { headers: { 'Consent-ID': '4711' } }],
  ['a service that is not offered', 'POST', '/v1/payments/sepa-credit-transfers', { headers: PRESENT, body: {} }],
  ['a path that is not there', 'GET', '/v1/nothing', {}],
  ['a message that is not signed', 'GET', '/v1/accounts', { sign: false }],
  ['text in place of JSON', 'POST', '/v1/consents', { headers: PRESENT, body: '{' }],
  ['a form that nobody can answer in', 'GET', '/v1/consents/4711', { headers: { Accept: 'image/png' } }],
  [
    'a body of another type',
    'POST',
    '/v1/consents',
    { headers: { ...PRESENT, 'Content-Type': 'text/csv' }, body: 'a;b' },
  ],
];

test.each(REFUSED)(
  'N-COM-HDR-104 %s is refused with the X-Request-ID of the request',
  async (_, method, target, request) => {
    const bank = await openBank({ signature: { sealAnswers: true } }, {});
    const tpp = await bank.tpp();
    const requestId = crypto.randomUUID();
    const answer = await tpp.request(method, target, {
      ...request,
      headers: { ...request.headers, 'X-Request-ID': requestId },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    for (const name of ['digest', 'signature', 'aspsp-signature-certificate'])
      expect(answer.headers.has(name), name).toBe(true);
  },
);

test.each([
  ['ISO 8859-1', 'J\u00f6rg'],
  ['UTF-8', Buffer.from('J\u00f6rg').toString('latin1')],
])(
  'N-COM-HDR-105 a PSU-ID in %s that names nobody is a wrong credential, and no fault of the bank',
  async (_, psuId) => {
    const bank = await openBank();
    const tpp = await bank.tpp();
    const headers = { ...CONSENT_HEADERS, 'PSU-ID': psuId };
    const answer = await tpp.request('POST', '/v1/consents', { headers, body: CONSENT_REQUEST });
    expect(await outcomeOf(answer)).toBe('401 PSU_CREDENTIALS_INVALID');
  },
);

test('N-CRT-TLS-102 without the role, neither a valid consent nor a token is looked at', async () => {
  const bank = await openBank();
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'personal');
  const same = { organizationIdentifier: tpp.tppId, roles: ['PSP_PI'] } as const;
  const payer = await bank.tpp(same);
  const ask = async (from: TestTpp, headers: Readonly<Record<string, string>>) =>
    outcomeOf(await from.request('GET', '/v1/accounts', { headers }));
  const token = { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' };
  expect(await ask(payer, { 'Consent-ID': consentId })).toBe('401 ROLE_INVALID');
  expect(await ask(payer, { 'Consent-ID': '4711', ...token })).toBe('401 ROLE_INVALID');
  expect(await ask(tpp, { 'Consent-ID': '4711', ...token })).toBe('401 TOKEN_UNKNOWN');
  expect(await ask(tpp, { 'Consent-ID': consentId })).toBe('200');
});

test('N-CRT-TLS-103 a revocation counts on the next call once the time is over for which a status is kept', async () => {
  const bank = await openBank({}, { revocationMaxAge: 60 });
  const tpp = await bank.tpp();
  const ask = async () => outcomeOf(await tpp.request('GET', '/v1/consents/4711'));
  expect(await ask()).toBe('403 CONSENT_UNKNOWN');
  if (tpp.qwac !== undefined) bank.trust.authority.revoke(tpp.qwac.certificate);
  bank.clock.advance({ milliseconds: 59_000 });
  expect(await ask()).toBe('403 CONSENT_UNKNOWN');
  bank.clock.advance({ milliseconds: 2_000 });
  expect(await ask()).toBe('401 CERTIFICATE_REVOKED');
});
