import { createHash, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { createTestTpp, type TestTpp } from '@openxs2a/bank/testing';
import { afterAll, expect, test } from 'vitest';
import { exportAudit } from './export-audit.fixture.ts';
import { createSecretSearch } from './secret-search.fixture.ts';
import { BACK, call, create, hrefOf, openWatchedBrowser, openWholeBank, PSU } from './whole-bank.fixture.ts';

// Consents by OAuth under FAPI 2.0, by hand. Then whoever has something of it tries to get further.

const bank = await openWholeBank({ sca: { approaches: ['REDIRECT'], oauth: 'fapi2' } });
afterAll(() => bank.close());
const { tpp } = bank;
const search = createSecretSearch(bank);
const secrets = new Map<string, string>();

async function post(path: string, form: Readonly<Record<string, string>>, by: TestTpp = tpp) {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await by.request('POST', path, { headers, body: String(new URLSearchParams(form)), sign: false });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text || '{}') as Readonly<Record<string, string>> };
}

/** A consent, and the tokens of it. */
async function authorise(name: string) {
  const created = await create(tpp, { 'TPP-Redirect-URI': BACK });
  const metadata = await (await fetch(hrefOf(created, 'scaOAuth'))).json();
  const at = (endpoint: string) => new URL(metadata[endpoint]).pathname;
  const { consentId = '' } = created.body;
  const verifier = randomBytes(32).toString('base64url');
  const request = {
    ...{ client_id: tpp.tppId, response_type: 'code', redirect_uri: BACK, scope: `AIS:${consentId}`, state: 's1' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const { body: pushed } = await post(at('pushed_authorization_request_endpoint'), request);
  const query = new URLSearchParams({ client_id: tpp.tppId, request_uri: pushed['request_uri'] ?? '' });
  const { browser, cookies } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit(`${metadata.authorization_endpoint}?${query}`);
  secrets.set(`ticket of ${name}`, basename(browser.page.url.pathname));
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Agree and confirm');
  const { elsewhere } = await browser.submit('Confirm', { code: bank.outbox.lastCode() });
  const code = elsewhere?.searchParams.get('code') ?? '';
  const form = {
    grant_type: 'authorization_code',
    client_id: tpp.tppId,
    redirect_uri: BACK,
    code,
    code_verifier: verifier,
  };
  const { body: tokens } = await post(at('token_endpoint'), form);
  const { access_token = '', refresh_token = '' } = tokens;
  const parts = {
    code,
    verifier,
    access_token,
    refresh_token,
    request_uri: pushed['request_uri']?.split(':').at(-1) ?? '',
  };
  for (const [part, secret] of Object.entries(parts)) secrets.set(`${part} of ${name}`, secret);
  // of what OAuth signs, the signature is the secret: the other half is an id
  for (const [cookie, value] of cookies)
    if (!/^xs2a-oauth(-resume)?,/.test(cookie)) secrets.set(`cookie ${cookie}`, value);
  return { consentId, access_token, refresh_token, form, tokenPath: at('token_endpoint') };
}

const first = await authorise('the first');
const read = async (consentId: string, token: string | undefined, by: TestTpp = tpp, query = '') => {
  const bearer = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const { status, text } = await call(by, 'GET', `/v1/accounts${query}`, {
    headers: { 'Consent-ID': consentId, ...bearer },
  });
  return `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`.trim();
};

test('API2 a token opens its consent to its TPP with its certificate, and nothing else opens anything', async () => {
  const { consentId, access_token, refresh_token } = first;
  expect(await read(consentId, access_token)).toBe('200');
  const thief = await createTestTpp(bank.trust, bank.url);
  const renewed = await createTestTpp(bank.trust, bank.url, { organizationIdentifier: tpp.tppId });
  const refused = [
    await read(consentId, undefined),
    await read(consentId, refresh_token),
    await read(consentId, first.form.code),
    await read(consentId, `${access_token.slice(0, -2)}AA`),
    await read(consentId, undefined, tpp, `?access_token=${access_token}`),
    await read(consentId, access_token, thief),
    await read(consentId, access_token, renewed),
    await read('5d5e5b6e-8f5c-4c55-9d0e-0f6f1c1f8f10', access_token),
  ];
  await Promise.all([thief.close(), renewed.close()]);
  expect(refused.filter((outcome) => !/^(401 TOKEN_|40[03] CONSENT_UNKNOWN)/.test(outcome))).toEqual([]);
});

test('S-31 that a token was allowed and handed out stands in the export, with consent, TPP and PSU', () => {
  const rows = exportAudit(bank, tpp.tppId).filter(({ kind }) => kind.startsWith('oauth-'));
  const parties = { tppId: tpp.tppId, psuId: `demo-${PSU.psuId}`, consentId: first.consentId };
  expect(rows).toMatchObject([
    { kind: 'oauth-granted', by: 'psu', ...parties },
    { kind: 'oauth-token-issued', by: 'tpp', ...parties },
  ]);
});

test('API2 what opens no accounts gets no token either: a code that is used, somebody else’s refresh token, the wrong verifier', async () => {
  const thief = await createTestTpp(bank.trust, bank.url);
  const { form, tokenPath, refresh_token } = first;
  const refresh = { grant_type: 'refresh_token', refresh_token };
  const refused = [
    await post(tokenPath, { ...form, client_id: thief.tppId }, thief),
    await post(tokenPath, form, thief),
    await post(tokenPath, { ...refresh, client_id: thief.tppId }, thief),
    await post(tokenPath, { ...refresh, client_id: tpp.tppId }, thief),
    await post(tokenPath, { ...form, code_verifier: 'x'.repeat(43) }),
  ];
  await thief.close();
  for (const { status, body } of refused) {
    expect([400, 401]).toContain(status);
    expect(['invalid_grant', 'invalid_client']).toContain(body['error']);
    expect(body).not.toHaveProperty('access_token');
  }
});

test('S-16 SEC-API-007 no token, code, verifier, pushed request, link or cookie of it is in the log', () => {
  expect([...secrets].filter(([, secret]) => secret.length < 20)).toEqual([]);
  expect(secrets.size).toBeGreaterThan(8);
  expect(search.inLog(secrets)).toEqual([]);
});

test('S-16 nor on record, nor on the disk: what is kept of a token opens nothing', async () => {
  expect(await search.onRecord(secrets)).toEqual([]);
  expect(search.onDisk([['the consent', first.consentId]])).toEqual(['the consent']);
  expect(search.onDisk(secrets)).toEqual([]);
});
