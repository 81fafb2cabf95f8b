import { CoreBankingError } from '@openxs2a/core-banking';
import { StoreError } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { REQUEST_ID } from './call.fixture.ts';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import { RefusedError } from './refused.ts';
import { type Bank, createBank } from './server.fixture.ts';

const IBAN = 'DE02120300000000202051';
const CONSENT = JSON.stringify({
  access: { accounts: [{ iban: IBAN }] },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
});

test.each(['GET /v1/accounts', 'DELETE /v1/consents/c-1'])('COM-HDR-003 %s repeats the X-Request-ID', async (call) => {
  const [method = '', path = ''] = call.split(' ');
  const answer = await createBank().request(method, path);
  expect(answer.ok).toBe(true);
  expect(answer.headers.get('x-request-id')).toBe(REQUEST_ID);
});

const REFUSED: readonly (readonly [string, string, Bank, number])[] = [
  ['GET', '/v1/accounts', { certificate: { reason: 'certificate:expired' } }, 401],
  ['GET', '/v1/accounts', { signature: { reason: 'signature:digest-mismatch' } }, 401],
  ['GET', '/v1/accounts', { consent: { reason: 'consent:frequency-exceeded' } }, 429],
  ['GET', '/v1/accounts?withBalance=maybe', {}, 400],
  ['GET', '/v1/nothing', {}, 404],
  ['PATCH', '/v1/consents', {}, 405],
  ['GET', '/v1/accounts', { thrown: new Error('boom') }, 500],
  ['GET', '/v1/accounts', { thrown: new CoreBankingError('ERR_CORE_UNAVAILABLE', 'core') }, 503],
];

test.each(REFUSED)(
  'COM-HDR-004 %s %s that is refused repeats the X-Request-ID (%#)',
  async (method, path, bank, status) => {
    const answer = await createBank(bank).request(method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-request-id')).toBe(REQUEST_ID);
  },
);

test.each(['abc', '', `${REQUEST_ID}0`])(
  'an X-Request-ID that is no UUID is refused and never sent back: "%s"',
  async (id) => {
    const answer = await createBank().request('GET', '/v1/accounts', { sent: { 'x-request-id': id } });
    expect(answer.status).toBe(400);
    expect(answer.headers.has('x-request-id')).toBe(false);
    expect(await answer.json()).toMatchObject({ tppMessages: [{ code: 'FORMAT_ERROR', path: 'X-Request-ID' }] });
  },
);

test.each([
  ['application/json', undefined, 'application/json'],
  ['application/problem+json, application/json;q=0.5', undefined, 'application/problem+json'],
  ['*/*', 'problem', 'application/problem+json'],
  ['*/*', 'tpp-messages', 'application/json'],
] as const)('ERR-FMT-001 Accept %s and the choice %s give %s', async (accept, errorForm = 'tpp-messages', type) => {
  const choices = { ...DEFAULT_WIRE_CHOICES, errorForm };
  const answer = await createBank({ choices, certificate: { reason: 'tpp-blocked' } }).request('GET', '/v1/accounts', {
    accept,
  });
  expect(answer.headers.get('content-type')).toBe(type);
  const body = await answer.json();
  expect(Object.keys(body as object)).toContain(type === 'application/json' ? 'tppMessages' : 'type');
});

test('ERR-FMT-001 a bank that picks one form keeps to it', async () => {
  const choices = { ...DEFAULT_WIRE_CHOICES, errorFormByAccept: false };
  const answer = await createBank({ choices, consent: { reason: 'consent:consent-expired' } }).request(
    'GET',
    '/v1/accounts',
    { accept: 'application/problem+json, application/json;q=0.1' },
  );
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test('ERR-FMT-002 N-ERR-FMT-102 each fault is a message of category ERROR, with code, path and text', async () => {
  const body = JSON.stringify({ access: { accounts: [{ iban: 'nothing' }] }, frequencyPerDay: 'x' });
  const answer = await createBank().request('POST', '/v1/consents', { body });
  expect(answer.status).toBe(400);
  // What the server sends is JSON of this shape, or the assertions below fail.
  const { tppMessages } = (await answer.json()) as { tppMessages: Record<string, string>[] };
  expect(tppMessages.length).toBeGreaterThan(1);
  expect(tppMessages.map(({ path }) => path)).toContain('access.accounts[0].iban');
  for (const { category, code, text = '' } of tppMessages) {
    expect([category, code, text.length > 0 && text.length <= 500]).toEqual(['ERROR', 'FORMAT_ERROR', true]);
  }
});

test('ERR-FMT-003 the same as a problem: the first fault, and the others in additionalErrors', async () => {
  const body = JSON.stringify({ access: { accounts: [{ iban: 'nothing' }] }, frequencyPerDay: 'x' });
  const accept = 'application/problem+json, application/json;q=0.5';
  const answer = await createBank().request('POST', '/v1/consents', { body, accept });
  expect(await answer.json()).toMatchObject({
    type: 'about:blank',
    title: 'Bad Request',
    code: 'FORMAT_ERROR',
    detail: expect.stringMatching(/^.{1,500}$/),
    additionalErrors: expect.arrayContaining([{ code: 'FORMAT_ERROR', detail: expect.any(String) }]),
  });
});

test.each([
  ['POST', '/v1/consents', { body: '<a/>', sent: { 'content-type': 'text/html' } }, {}, 415],
  ['POST', '/v1/consents', { body: 'x'.repeat(5000) }, {}, 413],
  ['POST', '/v1/consents', { body: CONSENT }, { thrown: new Error('x') }, 500],
  ['POST', '/v1/consents', { body: CONSENT }, { thrown: new StoreError('ERR_STORE_BUSY', 'x') }, 503],
] as const)(
  'ERR-FMT-005 ERR-COD-016 %s %s without a code for its status has no body (%#)',
  async (method, path, asked, bank, status) => {
    const answer = await createBank(bank).request(method, path, asked);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  },
);

test('ERR-COD-007 an Accept that nothing fits is a 406 with the code of account information', async () => {
  const answer = await createBank().request('GET', '/v1/accounts', { accept: 'image/png' });
  expect(answer.status).toBe(406);
  expect(await answer.json()).toMatchObject({ tppMessages: [{ code: 'REQUESTED_FORMATS_INVALID' }] });
});

test('ERR-COD-009 a value that points to nothing is a FORMAT_ERROR with its path', async () => {
  const thrown = new RefusedError({ reason: 'consent:account-not-of-psu', pointer: '/access/accounts/0/iban' });
  const answer = await createBank({ thrown }).request('POST', '/v1/consents', { body: CONSENT });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    tppMessages: [{ code: 'FORMAT_ERROR', path: 'access.accounts[0].iban' }],
  });
});

test('ERR-COD-014 a method that the path does not have is a 405 SERVICE_INVALID', async () => {
  const answer = await createBank().request('PATCH', '/v1/consents', { body: '{}' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await answer.json()).toMatchObject({ tppMessages: [{ category: 'ERROR', code: 'SERVICE_INVALID' }] });
});

test.each(['{', '"', '[]', CONSENT.replace('9999-12-31', '9999-13-41')])(
  'ERR-COD-015 a body %s is a 400 FORMAT_ERROR',
  async (body) => {
    const answer = await createBank().request('POST', '/v1/consents', { body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ tppMessages: [{ code: 'FORMAT_ERROR' }] });
  },
);

test.each([
  new Error(`SELECT * FROM consents WHERE iban = '${IBAN}'`),
  new StoreError('ERR_STORE_CONFLICT', 'consents_pkey', { constraint: 'consents_pkey' }),
  new RefusedError({ reason: 'certificate:untrusted-issuer', evidence: { subject: 'secret-name', iban: IBAN } }),
])('ERR-COD-017 nothing of what happened inside leaves (%#)', async (thrown) => {
  const bank = createBank({ thrown });
  const answer = await bank.request('GET', '/v1/accounts');
  const text = `${[...answer.headers].join()} ${await answer.text()}`;
  for (const inside of ['SELECT', 'consents', IBAN, 'secret-name', 'untrusted', 'Error:', '.ts']) {
    expect(text).not.toContain(inside);
  }
  expect(bank.log).toHaveLength(1);
});

test('ERR-COD-017 what was refused is not repeated, neither as a value nor as a name', async () => {
  const body = JSON.stringify({ access: { accounts: [{ iban: `${IBAN}!` }], [IBAN]: [] }, validUntil: 'secret' });
  const answer = await createBank().request('POST', '/v1/consents', { body });
  const text = await answer.text();
  expect(answer.status).toBe(400);
  expect(text).not.toContain(IBAN);
  expect(text).not.toContain('secret');
});

test('the log has the reason and what it rests on', async () => {
  const thrown = new RefusedError({ reason: 'certificate:expired', evidence: { notAfter: '2020-01-01' } });
  const bank = createBank({ thrown });
  await bank.request('GET', '/v1/accounts');
  await bank.request('GET', '/v1/accounts?withBalance=maybe');
  expect(bank.log).toEqual([
    { reason: 'certificate:expired', evidence: { notAfter: '2020-01-01' } },
    { reason: 'request:invalid-request', problems: [expect.stringMatching(/^query /)] },
  ]);
});
