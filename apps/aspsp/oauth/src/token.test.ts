import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { addConsent, certificateOf, OTHER_TPP, openBank, SCOPE, TPP } from './bank.fixture.ts';
import { askToken, getCode, getTokens, readToken, refreshForm, tokenForm } from './client.fixture.ts';

async function openWithConsent(options?: Parameters<typeof openBank>[1], change?: Parameters<typeof addConsent>[1]) {
  const bank = await openBank(await openDatabase(':memory:'), options);
  return { bank, consent: addConsent(bank, change) };
}

test('SCA-OAU-007: a code gives a bearer token with its scope and time, which nobody stores', async () => {
  const { bank } = await openWithConsent();
  const { status, headers, body } = await askToken(bank, tokenForm(await getCode(bank)));
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 3_600,
      scope: SCOPE,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    },
  });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(await readToken(bank, body['access_token'])).toBe('accepted');
});

test.each([
  ['another code_verifier', { code_verifier: 'b'.repeat(43) }, {}, 400, 'invalid_grant'],
  ['no code_verifier', { code_verifier: '' }, {}, 400, 'invalid_grant'],
  ['another redirect_uri', { redirect_uri: 'https://tpp.example/' }, {}, 400, 'invalid_grant'],
  ['no redirect_uri', { redirect_uri: '' }, {}, 400, 'invalid_request'],
  ['another code', { code: 'x' }, {}, 400, 'invalid_grant'],
  ['no client_id', { client_id: '' }, {}, 400, 'invalid_request'],
  ['another grant_type', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
  ['client credentials', { grant_type: 'client_credentials' }, {}, 400, 'unsupported_grant_type'],
  ['a resource of somewhere else', { resource: 'https://evil.example/' }, {}, 400, 'invalid_target'],
  ['the certificate of another TPP', {}, certificateOf(OTHER_TPP), 401, 'invalid_client'],
  ['another TPP as itself', { client_id: OTHER_TPP }, certificateOf(OTHER_TPP), 400, 'invalid_grant'],
] as const)('SCA-OAU-006: %s gets no token for a code', async (_why, change, caller, status, error) => {
  const { bank } = await openWithConsent();
  const form = tokenForm(await getCode(bank), change);
  const answer = await askToken(bank, form, 'tppId' in caller ? caller : certificateOf(TPP));
  expect([answer.status, answer.body['error']]).toEqual([status, error]);
  expect(answer.body).not.toHaveProperty('access_token');
});

test('SEC-API-008: a code is good for 60 seconds', async () => {
  const { bank } = await openWithConsent();
  const first = await getCode(bank);
  addConsent(bank);
  const second = await getCode(bank);
  bank.clock.advance(59);
  expect((await askToken(bank, tokenForm(first))).status).toBe(200);
  bank.clock.advance(1);
  expect((await askToken(bank, tokenForm(second))).body).toMatchObject({ error: 'invalid_grant' });
});

test('a code for what has ended since gives no token', async () => {
  const { bank, consent } = await openWithConsent();
  const code = await getCode(bank);
  consent.isAlive = false;
  expect((await askToken(bank, tokenForm(code))).body).toMatchObject({ error: 'invalid_grant' });
});

test('a code for what ends within the second gives no token', async () => {
  const { bank, consent } = await openWithConsent();
  const code = await getCode(bank);
  consent.until = new Date(bank.clock().getTime() + 999);
  expect((await askToken(bank, tokenForm(code))).body).toMatchObject({ error: 'invalid_grant' });
});

test('SCA-OAU-008: a recurring consent gives a refresh token, and that new tokens', async () => {
  const { bank } = await openWithConsent();
  const { refresh_token } = await getTokens(bank);
  const { status, body } = await askToken(bank, refreshForm(refresh_token));
  expect({ status, body }).toMatchObject({ status: 200, body: { scope: SCOPE, token_type: 'Bearer' } });
  expect(await readToken(bank, body['access_token'])).toBe('accepted');
});

test.each([{}, { prompt: 'consent' }])(
  'N-SCA-OAU-101: a one-off consent gives no refresh token, even if asked for (%j)',
  async (more) => {
    const { bank, consent } = await openWithConsent({}, { isRecurring: false });
    consent.until = new Date(bank.clock().getTime() + 86_400_000);
    const code = await getCode(bank, { scope: `${SCOPE} offline_access`, ...more });
    const { body } = await askToken(bank, tokenForm(code));
    expect(body).toMatchObject({ scope: SCOPE, expires_in: 86_400 });
    expect(body).not.toHaveProperty('refresh_token');
  },
);

test.each([{}, { prompt: 'consent' }])(
  'N-SCA-OAU-101: offline_access may stand beside the scope (%j)',
  async (more) => {
    const { bank } = await openWithConsent();
    const code = await getCode(bank, { scope: `offline_access ${SCOPE}`, ...more });
    const { body } = await askToken(bank, tokenForm(code));
    expect(body).toMatchObject({ scope: SCOPE, refresh_token: expect.any(String) });
    expect((await askToken(bank, refreshForm(body['refresh_token']))).body).toMatchObject({ scope: SCOPE });
  },
);

test.each([
  ['N-SCA-OAU-102: another client with the id of the first', {}, certificateOf(OTHER_TPP), 401, 'invalid_client'],
  ['N-SCA-OAU-102: another client as itself', { client_id: OTHER_TPP }, certificateOf(OTHER_TPP), 400, 'invalid_grant'],
  ['N-SCA-OAU-102: another scope', { scope: 'AIS:c2' }, certificateOf(TPP), 400, 'invalid_scope'],
])('%s gets nothing for a refresh token', async (_why, change, caller, status, error) => {
  const { bank } = await openWithConsent();
  const { refresh_token } = await getTokens(bank);
  const answer = await askToken(bank, refreshForm(refresh_token, change), caller);
  expect([answer.status, answer.body['error']]).toEqual([status, error]);
  expect((await askToken(bank, refreshForm(refresh_token))).status).toBe(200);
});

test('N-SCA-OAU-102: a refresh token ends with the consent’s validUntil', async () => {
  const { bank, consent } = await openWithConsent();
  consent.until = new Date(bank.clock().getTime() + 7_200_000);
  const { refresh_token } = await getTokens(bank);
  bank.clock.advance(5_400);
  const { body } = await askToken(bank, refreshForm(refresh_token));
  expect(body['expires_in']).toBe(1_800);
  bank.clock.advance(1_800);
  expect((await askToken(bank, refreshForm(body['refresh_token']))).body).toMatchObject({ error: 'invalid_grant' });
});

test('N-SCA-OAU-103: a refresh fails as soon as the consent is not valid', async () => {
  const { bank, consent } = await openWithConsent();
  const { refresh_token } = await getTokens(bank);
  consent.isAlive = false;
  const { status, body } = await askToken(bank, refreshForm(refresh_token));
  expect([status, body['error']]).toEqual([400, 'invalid_grant']);
});

test('FAPI-06: under FAPI 2.0 a refresh token stays the same', async () => {
  const { bank } = await openWithConsent({ profile: 'fapi2' });
  const { refresh_token } = await getTokens(bank);
  for (const _time of [1, 2]) {
    const { body } = await askToken(bank, refreshForm(refresh_token));
    expect(body['refresh_token'] ?? refresh_token).toBe(refresh_token);
    expect(await readToken(bank, body['access_token'])).toBe('accepted');
  }
});

test('a renewed certificate of the same TPP refreshes, and the new token is bound to it', async () => {
  const { bank } = await openWithConsent();
  const renewed = certificateOf(TPP, 'renewed');
  const { access_token, refresh_token } = await getTokens(bank);
  const { body } = await askToken(bank, refreshForm(refresh_token), renewed);
  expect(await readToken(bank, body['access_token'], renewed)).toBe('accepted');
  expect(await readToken(bank, body['access_token'])).toBe('other-certificate');
  expect(await readToken(bank, access_token)).toBe('accepted');
});

test('SEC-API-010: a stolen token opens nothing without the certificate to which it was issued', async () => {
  const { bank } = await openWithConsent();
  const { access_token } = await getTokens(bank);
  expect(await readToken(bank, access_token, certificateOf(OTHER_TPP))).toBe('unknown');
  expect(await readToken(bank, access_token, certificateOf(TPP, 'second'))).toBe('other-certificate');
});

test('SCA-OAU-010: what is no token is unknown, and a token past its time has expired', async () => {
  const { bank } = await openWithConsent();
  const { access_token, refresh_token } = await getTokens(bank);
  addConsent(bank);
  const code = await getCode(bank);
  for (const other of ['', 'x', '\u0000', refresh_token, code, access_token.toLowerCase()])
    expect(await readToken(bank, other)).toBe('unknown');
  bank.clock.advance(3_599);
  expect(await readToken(bank, access_token)).toBe('accepted');
  bank.clock.advance(1);
  expect(await readToken(bank, access_token)).toBe('expired');
});

test('SCA-OAU-011: a token says for which resource it is, and who authorised it', async () => {
  const { bank } = await openWithConsent();
  const { access_token } = await getTokens(bank);
  const { tppId, qwac } = certificateOf(TPP);
  const scope = { service: 'AIS', resourceId: SCOPE.slice(4) };
  const expiresAt = new Date(bank.clock().getTime() + 3_600_000);
  const token = { scope, psuId: 'psu-maria', expiresAt };
  expect(await bank.tokens.read(access_token, { tppId, ...qwac })).toEqual({ accepted: true, token });
});

test.each([
  ['has lost the role for it', { isBlocked: false, mayHave: () => false }, 400, 'invalid_grant'],
  ['is blocked', { isBlocked: true, mayHave: () => true }, 401, 'invalid_client'],
])('a client that %s refreshes no more', async (_why, change, status, error) => {
  const { bank } = await openWithConsent();
  const { refresh_token } = await getTokens(bank);
  bank.clients.set(TPP, { legalName: 'GmbH', ...change });
  const answer = await askToken(bank, refreshForm(refresh_token));
  expect([answer.status, answer.body['error']]).toEqual([status, error]);
});
