import { parseProfile } from '@openxs2a/profile';
import { expect, test } from 'vitest';
import type { Context, Guards } from './context.ts';
import { answerHeaders, identityOf } from './context.ts';
import { ORDER } from './order.ts';
import type { Part } from './part.ts';
import { RefusedError } from './refused.ts';
import { createTestBank, REQUEST_ID, type TestBankOptions } from './testing/test-bank.ts';
import { TEST_IDENTITY, TPP_HEADER } from './testing/test-proof.ts';

const READ = { 'consent-id': 'c-1', 'psu-ip-address': '192.0.2.7' };
const passConsent: Guards['consent'] = () => {};

const accounts: Part = {
  consent: passConsent,
  handlers: {
    getAccountList: (_, context) => ({
      status: 200,
      type: 'application/json',
      headers: answerHeaders(context),
      body: { accounts: [] },
    }),
  },
};

const openBank = (options: Partial<TestBankOptions> = {}) =>
  createTestBank({ parts: () => [accounts], demo: false, ...options });

async function codeOf(answer: Response): Promise<string> {
  const text = await answer.text();
  // what the app words itself
  const { tppMessages = [] } = JSON.parse(text || '{}') as { tppMessages?: { code: string }[] };
  return `${answer.status} ${tppMessages[0]?.code ?? ''}`.trim();
}

test('the order of the checks is this', () => {
  expect(ORDER).toEqual([
    'certificate',
    'tpp',
    'signature',
    'validate',
    'role',
    'BearerAuthOAuth',
    'idempotency',
    'consent',
  ]);
});

test('what a part has is answered, with its X-Request-ID', async () => {
  const bank = await openBank();
  const answer = await bank.request('GET', '/v1/accounts', { headers: { ...READ, 'x-request-id': REQUEST_ID } });
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([200, REQUEST_ID]);
  expect(await answer.json()).toEqual({ accounts: [] });
});

test.each([
  ['GET', '/v1/accounts/a/cheques', {}],
  ['POST', '/v1/payments/sepa-credit-transfers', 'no payment at all'],
  ['POST', '/v1/funds-confirmations', {}],
  ['POST', '/v1/signing-baskets', {}],
  ['POST', '/v1/vop', {}],
])('ERR-COD-006 %s %s is not offered where no part has it, whatever its body', async (method, target, body) => {
  const bank = await openBank();
  const answer = await bank.request(method, target, method === 'GET' ? {} : { body });
  expect(answer.status === 405 || answer.status === 404).toBe(true);
  expect(bank.refusals[0]?.reason).toMatch(/^(service-not-offered|request:not-found)$/);
  expect(bank.errors).toEqual([]);
});

test('ERR-COD-006 what the profile switches off is not offered though a part has it', async () => {
  const bank = await openBank({ parts: () => [{ ...accounts, offers: () => false }] });
  expect(await codeOf(await bank.request('GET', '/v1/accounts', { headers: READ }))).toBe('405 SERVICE_INVALID');
});

test('CRT-TLS-006 a TPP without the role is refused after what it asks for was read', async () => {
  const bank = await openBank({ identity: { roles: ['PSP_PI'] } });
  expect(await codeOf(await bank.request('GET', '/v1/accounts', { headers: READ }))).toBe('401 ROLE_INVALID');
  expect(await codeOf(await bank.request('GET', '/v1/accounts', { headers: {} }))).toBe('400 FORMAT_ERROR');
});

test('a token is unknown to a bank that issues none', async () => {
  const bank = await openBank();
  const headers = { ...READ, authorization: 'Bearer abc' };
  expect(await codeOf(await bank.request('GET', '/v1/accounts', { headers }))).toBe('401 TOKEN_UNKNOWN');
});

test.each([
  ['refuse', '400 FORMAT_ERROR'],
  ['false', 'taken as false'],
])(
  'AIS-CNS-002 a consent without combinedServiceIndicator, where the profile says "%s": %s',
  async (absent, expected) => {
    const handlers: Part['handlers'] = {
      createConsent: ({ body }) => {
        throw new RefusedError({
          reason: 'psu-unknown',
          evidence: { indicator: body?.value.combinedServiceIndicator },
        });
      },
    };
    const profile = parseProfile({ consents: { combinedServiceAbsent: absent } });
    const bank = await openBank({ parts: () => [{ handlers }], profile });
    const body = { access: { accounts: [] }, recurringIndicator: false, validUntil: '2027-01-01', frequencyPerDay: 1 };
    const answer = await bank.request('POST', '/v1/consents', { body, headers: { 'psu-ip-address': '192.0.2.7' } });
    const [refused] = bank.refusals;
    const seen = refused?.evidence === undefined ? await codeOf(answer) : `taken as ${refused.evidence['indicator']}`;
    expect(seen).toBe(expected);
  },
);

test('COM-HDR-015 a bank may take addresses of the older kind only', async () => {
  const headers = { ...READ, 'psu-ip-address': '2001:db8::7' };
  const open = await openBank();
  expect((await open.request('GET', '/v1/accounts', { headers })).status).toBe(200);
  const strict = await openBank({ profile: parseProfile({ requests: { ipv6: false } }) });
  expect(await codeOf(await strict.request('GET', '/v1/accounts', { headers }))).toBe('400 FORMAT_ERROR');
});

test('COM-HDR-004 below a base path the bank answers there alone, and says so with the id of the request', async () => {
  const bank = await openBank({ profile: parseProfile({ basePath: '/psd2/xs2a' }) });
  const headers = { ...READ, 'x-request-id': REQUEST_ID };
  expect((await bank.request('GET', '/psd2/xs2a/v1/accounts', { headers })).status).toBe(200);
  for (const path of ['/v1/accounts', '/psd2/xs2a/v2/accounts']) {
    const answer = await bank.request('GET', path, { headers });
    expect(answer.headers.get('x-request-id')).toBe(REQUEST_ID);
    expect(await codeOf(answer)).toBe('404 RESOURCE_UNKNOWN');
  }
});

test('a refusal of a known TPP is on record, one of too much at once is not', async () => {
  let reason: 'tpp-blocked' | 'rate-exceeded' = 'tpp-blocked';
  const handlers: Part['handlers'] = {
    getAccountList() {
      throw new RefusedError({ reason });
    },
  };
  const bank = await openBank({ parts: () => [{ ...accounts, handlers }] });
  const headers = { ...READ, 'x-request-id': REQUEST_ID, [TPP_HEADER]: 'PSDFR-ACPR-200002' };
  await bank.request('GET', '/v1/accounts', { headers });
  reason = 'rate-exceeded';
  await bank.request('GET', '/v1/accounts', { headers });
  const { records } = await bank.log.read();
  expect(records).toMatchObject([
    {
      kind: 'request-refused',
      actor: 'PSDFR-ACPR-200002',
      body: { operation: 'getAccountList', requestId: REQUEST_ID, result: 'tpp-blocked' },
    },
  ]);
});

test('a fault is a 500 that says nothing, and is told to whoever listens', async () => {
  const handlers: Part['handlers'] = {
    getAccountList() {
      throw new RangeError('secret');
    },
  };
  const bank = await openBank({ parts: () => [{ ...accounts, handlers }] });
  const answer = await bank.request('GET', '/v1/accounts', { headers: READ });
  expect([answer.status, await answer.text()]).toEqual([500, '']);
  expect(bank.errors).toEqual([new RangeError('secret')]);
});

test('two parts never have one operation, and who reads by a consent brings the guard', async () => {
  await expect(openBank({ parts: () => [accounts, accounts] })).rejects.toThrow(/Two parts/);
  const bank = await openBank({ parts: () => [{ handlers: accounts.handlers }] });
  expect((await bank.request('GET', '/v1/accounts', { headers: READ })).status).toBe(500);
});

test('who asks for a caller or a consent that no guard has found is told so', () => {
  const context: Context = { operationId: 'getAccountList', requestId: '', receivedAt: new Date() };
  expect(() => identityOf(context)).toThrow(TypeError);
  expect(identityOf({ ...context, identity: TEST_IDENTITY })).toBe(TEST_IDENTITY);
});
