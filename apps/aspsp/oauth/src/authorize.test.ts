import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { addConsent, CONSENT, ISSUER, OTHER_TPP, openBank, REDIRECT_URI, SCOPE, TPP } from './bank.fixture.ts';
import {
  answerIn,
  authorise,
  authorizePath,
  callMachine,
  openBrowser,
  push,
  requestOf,
  STATE,
} from './client.fixture.ts';

const open = async (options?: Parameters<typeof openBank>[1]) => openBank(await openDatabase(':memory:'), options);

/** What comes of a request: the page that the browser is shown, or what the client is told. */
async function ask(bank: Awaited<ReturnType<typeof open>>, parameters: Record<string, string> | string) {
  const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  const response = await openBrowser(bank).get(`/oauth/authorize?${query}`);
  const location = response.headers.get('location');
  if (location === null) return { status: response.status, page: await response.text() };
  const { origin, pathname, searchParams } = new URL(location, ISSUER);
  return { status: response.status, to: `${origin}${pathname}`, ...Object.fromEntries(searchParams) };
}

test('a request leads the browser to the page on which the PSU authorises', async () => {
  const bank = await open();
  const { authorisationId } = addConsent(bank);
  const end = await openBrowser(bank).follow(authorizePath(requestOf()));
  expect(end).toEqual({ location: `${ISSUER}/authorise/${authorisationId}` });
  expect(bank.resources.get(SCOPE)?.way?.clientOrigin).toBe('https://tpp.example');
});

test('SEC-API-011: the answer has the code, the state and who issued it', async () => {
  const bank = await open();
  addConsent(bank);
  const end = await authorise(bank, openBrowser(bank), requestOf());
  expect(Object.fromEntries(answerIn(end))).toEqual({
    from: 'bank',
    code: expect.stringMatching(/^[\w-]{43}$/),
    state: STATE,
    iss: ISSUER,
  });
});

test('PIIS-CFC-008: a consent to confirmations of funds is authorised by the scope PIIS:<consentId>', async () => {
  const bank = await open();
  bank.clients.set(TPP, { legalName: 'Funds GmbH', isBlocked: false, mayHave: (service) => service === 'PIIS' });
  addConsent(bank, { scope: 'PIIS:f1' });
  const end = await authorise(bank, openBrowser(bank), requestOf({ scope: 'PIIS:f1' }), 'PIIS:f1');
  expect(answerIn(end).has('code')).toBe(true);
});

/** Before it is certain whose the address is, nobody is sent there. */
const PAGES: readonly [why: string, change: Record<string, string | undefined>, error: string][] = [
  ['SCA-OAU-002: a scope in lower case', { scope: SCOPE.toLowerCase() }, 'invalid_scope'],
  ['SCA-OAU-002: a scope of another kind', { scope: `ASPSP:${CONSENT}` }, 'invalid_scope'],
  ['SCA-OAU-002: a scope of OpenID', { scope: `${SCOPE} openid` }, 'invalid_scope'],
  ['SCA-OAU-002: two scopes', { scope: `${SCOPE} AIS:c2` }, 'invalid_scope'],
  ['SCA-OAU-002: a scope without an id', { scope: 'AIS' }, 'invalid_scope'],
  ['SCA-OAU-002: no scope', { scope: undefined }, 'invalid_scope'],
  ['a service that the client has no role for', { scope: 'PIS:p1' }, 'unauthorized_client'],
  ['SCA-OAU-003: another client_id', { client_id: 'PSDDE-BAFIN-999999' }, 'unauthorized_client'],
  ['SCA-OAU-003: a client_id that is no organizationIdentifier', { client_id: 'my app\u0000' }, 'unauthorized_client'],
  ['SCA-OAU-003: no client_id', { client_id: undefined }, 'unauthorized_client'],
  ['N-SCA-OAU-105: a resource that there is not', { scope: 'AIS:c2' }, 'invalid_scope'],
  ['N-SCA-OAU-105: a resource of another client', { client_id: OTHER_TPP }, 'invalid_scope'],
  ['an authorisation that there is not', { authorisationId: 'a2' }, 'invalid_scope'],
  ['an authorisation of no name', { authorisationId: 'a\u0000' }, 'invalid_scope'],
  ['SCA-OAU-004: no redirect_uri', { redirect_uri: undefined }, 'invalid_request'],
  ['a redirect_uri of somebody else', { redirect_uri: 'https://evil.example/' }, 'invalid_request'],
  ['a redirect_uri with another query', { redirect_uri: `${REDIRECT_URI}&x=1` }, 'invalid_request'],
  ['a redirect_uri with a slash more', { redirect_uri: 'https://tpp.example/back/?from=bank' }, 'invalid_request'],
  ['a redirect_uri in other letters', { redirect_uri: REDIRECT_URI.toUpperCase() }, 'invalid_request'],
  [
    'a redirect_uri that a browser would read alike',
    { redirect_uri: `https://tpp.example:443/back?from=bank` },
    'invalid_request',
  ],
  ['a request_uri that nobody pushed', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request'],
  ['a request_uri of somewhere else', { request_uri: 'https://evil.example/request' }, 'invalid_request'],
];

test.each(PAGES)('%s is shown as a page, and leads nowhere', async (_why, change, error) => {
  const bank = await open();
  addConsent(bank);
  const result = await ask(bank, requestOf(change));
  expect(result).toEqual({ status: 400, page: expect.stringContaining(`<h1>${error}</h1>`) });
  expect(bank.lines.at(-1)).toMatchObject({ event: 'oauth refused', fields: { error } });
});

/** Once it is certain, the client is told what is wrong. */
const TOLD: readonly [why: string, change: Record<string, string | undefined>, error: string][] = [
  ['SCA-OAU-004: no code_challenge', { code_challenge: undefined }, 'invalid_request'],
  ['SCA-OAU-004: no state', { state: undefined }, 'invalid_request'],
  ['SCA-OAU-005: the plain code_challenge_method', { code_challenge_method: 'plain' }, 'invalid_request'],
  [
    'SCA-OAU-005: no code_challenge_method, which would be plain',
    { code_challenge_method: undefined },
    'invalid_request',
  ],
  ['a code_challenge that is too short', { code_challenge: 'short' }, 'invalid_request'],
  ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
  ['no response_type', { response_type: undefined }, 'unsupported_response_type'],
  ['two response types', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ['a response_mode that brings scripts', { response_mode: 'form_post' }, 'invalid_request'],
  ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ['a prompt without a PSU', { prompt: 'none' }, 'interaction_required'],
  ['a resource of somewhere else', { resource: 'https://evil.example/' }, 'invalid_target'],
  ['claims, which belong to OpenID', { nonce: 'n' }, 'invalid_request'],
];

test.each(TOLD)('%s is told to the client, with state and iss', async (_why, change, error) => {
  const bank = await open();
  addConsent(bank);
  const result = await ask(bank, requestOf(change));
  expect(result).toMatchObject({ status: 303, to: 'https://tpp.example/back', error, iss: ISSUER });
  expect(result).toMatchObject('state' in change ? {} : { state: STATE });
  expect(result).not.toHaveProperty('code');
});

test.each([
  ['was rejected', { is: 'refused' }],
  ['was authorised before', { is: 'authorised', psuId: 'psu' }],
] as const)('N-SCA-OAU-105: a resource that %s is not asked for again', async (_what, stand) => {
  const bank = await open();
  addConsent(bank, { stand });
  expect(await ask(bank, requestOf())).toMatchObject({ page: expect.stringContaining('invalid_scope') });
});

test('N-PIS-CAN-107: Cancel-PIS is a scope only where a cancellation waits to be authorised', async () => {
  const bank = await open();
  bank.clients.set(TPP, { legalName: 'Payments GmbH', isBlocked: false, mayHave: () => true });
  const scope = 'Cancel-PIS:p1';
  expect(await ask(bank, requestOf({ scope }))).toMatchObject({ page: expect.stringContaining('invalid_scope') });
  addConsent(bank, { scope });
  expect(answerIn(await authorise(bank, openBrowser(bank), requestOf({ scope }), scope)).has('code')).toBe(true);
});

test('a blocked client gets a page', async () => {
  const bank = await open();
  addConsent(bank);
  bank.clients.set(TPP, { legalName: 'Blocked GmbH', isBlocked: true, mayHave: () => true });
  expect(await ask(bank, requestOf())).toMatchObject({ page: expect.stringContaining('unauthorized_client') });
});

test('where the initiation had no redirect_uri, one is taken by a pushed request alone', async () => {
  const bank = await open();
  addConsent(bank, { redirectUri: undefined });
  const redirectUri = 'https://tpp.example/other';
  expect(await ask(bank, requestOf({ redirect_uri: redirectUri }))).toMatchObject({ status: 400 });
  const end = await authorise(bank, openBrowser(bank), await push(bank, { redirect_uri: redirectUri }));
  expect(end).toEqual({ location: expect.stringMatching(/^https:\/\/tpp\.example\/other\?code=/) });
});

test('SEC-API-009: under FAPI 2.0 a request that was not pushed is refused', async () => {
  const bank = await open({ profile: 'fapi2' });
  addConsent(bank);
  expect(await ask(bank, requestOf())).toMatchObject({ status: 400, page: expect.stringContaining('pushed') });
  expect(answerIn(await authorise(bank, openBrowser(bank), await push(bank))).has('code')).toBe(true);
});

test('FAPI-14: under FAPI 2.0 nobody is sent to plain http, not even on the device', async () => {
  const bank = await open({ profile: 'fapi2' });
  addConsent(bank, { redirectUri: 'http://localhost:3000/' });
  const { status, body } = await callMachine(bank, '/oauth/par', requestOf({ redirect_uri: 'http://localhost:3000/' }));
  expect({ status, body }).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test.each(Object.keys(requestOf()))('%s may not be there twice', async (name) => {
  const bank = await open();
  addConsent(bank);
  const twice = `${new URLSearchParams(requestOf())}&${new URLSearchParams([[name, 'https://evil.example/']])}`;
  expect(await ask(bank, twice)).toEqual({ status: 400, page: expect.stringContaining('invalid_request') });
});

test('a form is no authorisation request', async () => {
  const { oauth } = await open();
  const body = new URLSearchParams(requestOf());
  const response = await oauth.people(new Request(`${ISSUER}/oauth/authorize`, { method: 'POST', body }), {} as never);
  expect(response.status).toBe(404);
});
