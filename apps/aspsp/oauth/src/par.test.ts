import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { addConsent, CONSENT, certificateOf, OTHER_TPP, openBank, REDIRECT_URI, SCOPE, TPP } from './bank.fixture.ts';
import { answerIn, authorise, authorizePath, callMachine, openBrowser, push, requestOf } from './client.fixture.ts';

const open = async (options?: Parameters<typeof openBank>[1]) => openBank(await openDatabase(':memory:'), options);

test('FAPI-16: a pushed request gets a request_uri for 60 seconds, which nobody stores', async () => {
  const bank = await open();
  addConsent(bank);
  const { status, body, headers } = await callMachine(bank, '/oauth/par', requestOf());
  expect({ status, body }).toEqual({
    status: 201,
    body: { expires_in: 60, request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/) },
  });
  expect(headers.get('cache-control')).toBe('no-store');
});

test('N-SCA-OAU-106: a request_uri is used once, whatever comes of it', async () => {
  const bank = await open();
  addConsent(bank);
  const pushed = await push(bank);
  await openBrowser(bank).follow(authorizePath(pushed));
  const again = await openBrowser(bank).follow(authorizePath(pushed));
  expect(again).toEqual({ status: 400, page: expect.stringContaining('request_uri') });
});

test('a HEAD does not use it up', async () => {
  const bank = await open();
  addConsent(bank);
  const pushed = await push(bank);
  const head = new Request(`${bank.issuer}${authorizePath(pushed)}`, { method: 'HEAD' });
  expect((await bank.oauth.people(head, {} as never)).status).toBe(405);
  expect(await openBrowser(bank).follow(authorizePath(pushed))).toHaveProperty('location');
});

test('N-SCA-OAU-106: a request_uri is too old after 60 seconds', async () => {
  const bank = await open();
  addConsent(bank);
  const pushed = await push(bank);
  bank.clock.advance(60);
  const end = await openBrowser(bank).follow(authorizePath(pushed));
  expect(end).toEqual({ status: 400, page: expect.stringContaining('too old') });
});

test('a request_uri is good until then', async () => {
  const bank = await open();
  addConsent(bank);
  const pushed = await push(bank);
  bank.clock.advance(59);
  expect(await openBrowser(bank).follow(authorizePath(pushed))).toHaveProperty('location');
});

test('N-SCA-OAU-106: a request_uri is of its own client only', async () => {
  const bank = await open();
  addConsent(bank);
  const { request_uri } = await push(bank);
  const end = await openBrowser(bank).follow(authorizePath({ client_id: OTHER_TPP, request_uri }));
  expect(end).toEqual({ status: 400, page: expect.stringContaining('too old') });
});

test('beside a request_uri no other parameter counts', async () => {
  const bank = await open();
  addConsent(bank);
  const pushed = { ...(await push(bank)), redirect_uri: 'https://evil.example/', state: 'evil', scope: 'AIS:evil' };
  const end = await authorise(bank, openBrowser(bank), pushed);
  expect(answerIn(end).get('state')).toBe('state-of-the-browser');
  expect(end).toEqual({ location: expect.stringMatching(/^https:\/\/tpp\.example\/back\?/) });
});

test('what has ended since it was pushed is told to the client', async () => {
  const bank = await open();
  const consent = addConsent(bank);
  const pushed = await push(bank);
  consent.isAlive = false;
  const end = await openBrowser(bank).follow(authorizePath(pushed));
  expect(answerIn(end).get('error')).toBe('invalid_scope');
});

test('one of several authorisations may be named', async () => {
  const bank = await open();
  const { authorisationId } = addConsent(bank);
  expect(await openBrowser(bank).follow(authorizePath(await push(bank, { authorisationId })))).toHaveProperty(
    'location',
  );
  const { status, body } = await callMachine(bank, '/oauth/par', requestOf({ authorisationId: 'a2' }));
  expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_scope' });
});

test('a pushed request is about the authorisation that it named, even if there is a newer one', async () => {
  const bank = await open();
  const { authorisationId } = addConsent(bank);
  const pushed = await push(bank, { authorisationId });
  addConsent(bank, { authorisationId: 'newer' });
  const end = await openBrowser(bank).follow(authorizePath(pushed));
  expect(answerIn(end).get('error')).toBe('invalid_scope');
});

const REFUSED: readonly [why: string, change: Record<string, string | undefined>, error: string][] = [
  ['SCA-OAU-002: a scope in lower case', { scope: SCOPE.toLowerCase() }, 'invalid_scope'],
  ['SCA-OAU-002: two scopes', { scope: `${SCOPE} PIS:${CONSENT}` }, 'invalid_scope'],
  ['N-SCA-OAU-105: a resource that there is not', { scope: 'AIS:c2' }, 'invalid_scope'],
  ['a service that the client has no role for', { scope: 'PIS:p1' }, 'unauthorized_client'],
  ['SCA-OAU-004: no state', { state: undefined }, 'invalid_request'],
  ['SCA-OAU-004: no redirect_uri', { redirect_uri: undefined }, 'invalid_request'],
  ['SCA-OAU-004: no code_challenge', { code_challenge: undefined }, 'invalid_request'],
  ['SCA-OAU-005: the plain code_challenge_method', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['another redirect_uri than that of the initiation', { redirect_uri: 'https://tpp.example/' }, 'invalid_request'],
  ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  [
    'a request_uri in a pushed request',
    { request_uri: 'urn:ietf:params:oauth:request_uri:x' },
    'request_uri_not_supported',
  ],
  ['no client_id', { client_id: undefined }, 'unauthorized_client'],
];

test.each(REFUSED)('%s is refused, and nothing is kept', async (_why, change, error) => {
  const bank = await open();
  addConsent(bank);
  const { status, body } = await callMachine(bank, '/oauth/par', requestOf(change));
  expect({ status, error: body['error'] }).toEqual({ status: 400, error });
  expect(body).not.toHaveProperty('request_uri');
});

test('each refusal is told, with a reason where it is one of ours', async () => {
  const refusals: object[] = [];
  const bank = await open({ onRefusal: (refused) => refusals.push(refused) });
  addConsent(bank);
  await callMachine(bank, '/oauth/par', requestOf({ scope: 'AIS:c2' }));
  await callMachine(bank, '/oauth/par', requestOf({ request: 'e30.e30.' }));
  await openBrowser(bank).get(authorizePath(requestOf({ client_id: 'stranger' })));
  expect(refusals).toEqual([
    { error: 'invalid_scope', reason: 'resource-not-open' },
    { error: 'request_not_supported', reason: undefined },
    { error: expect.stringMatching(/^[a-z_]+$/), reason: 'client-unknown' },
  ]);
});

test('N-SCA-OAU-105: a resource of another client is refused as one that there is not', async () => {
  const bank = await open();
  addConsent(bank);
  const other = certificateOf(OTHER_TPP);
  const { body } = await callMachine(bank, '/oauth/par', requestOf({ client_id: OTHER_TPP }), other);
  const none = await callMachine(bank, '/oauth/par', requestOf({ scope: 'AIS:c2' }));
  expect(body).toEqual(none.body);
});

test('SCA-OAU-003: a client_id that is not the one in the certificate is refused', async () => {
  const bank = await open();
  addConsent(bank);
  const { status, body } = await callMachine(bank, '/oauth/par', requestOf(), certificateOf(OTHER_TPP));
  expect({ status, body }).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test.each(['https://evil.example/', 'http://tpp.example/', 'javascript:alert(1)', 'https://tpp.example.evil.example/'])(
  'FAPI-18: where the initiation had no redirect_uri, %s is none of the domains of the certificate',
  async (redirectUri) => {
    const bank = await open();
    addConsent(bank, { redirectUri: undefined });
    const { status } = await callMachine(bank, '/oauth/par', requestOf({ redirect_uri: redirectUri }));
    expect(status).toBe(400);
  },
);

test('FAPI-03: whoever shows no certificate gets no further', async () => {
  const { oauth } = await open();
  for (const path of ['par', 'token', 'revocation', 'introspection']) {
    const request = new Request(`https://xs2a.bank.example/oauth/${path}`, {
      method: 'POST',
      body: new URLSearchParams(),
    });
    const response = await oauth.machines(request, {} as never);
    expect([response.status, await response.json()]).toEqual([401, { error: 'invalid_client' }]);
  }
});

test.each([
  [403, 'unauthorized_client'],
  [429, 'temporarily_unavailable'],
  [503, 'temporarily_unavailable'],
])('whom the gateway refuses with %d is told %s', async (status, error) => {
  const bank = await open({ identify: async () => ({ accepted: false, status, reason: 'tpp-blocked' }) });
  const answer = await callMachine(bank, '/oauth/token', {});
  expect([answer.status, answer.body]).toEqual([status, { error }]);
});

test.each(['client_secret=s', 'client_assertion=a.b.c&client_assertion_type=x', `client_id=${TPP}`])(
  'nothing but the certificate proves who a client is (%s)',
  async (more) => {
    const bank = await open();
    addConsent(bank);
    const basic = { Authorization: `Basic ${btoa(`${TPP}:secret`)}` };
    const form = `${new URLSearchParams(requestOf({ client_id: undefined }))}&${more}`;
    const { status } = await callMachine(bank, '/oauth/par', form, certificateOf(TPP), basic);
    expect([400, 401]).toContain(status);
  },
);

test('the redirect_uri of the initiation is the one that is used', async () => {
  const bank = await open();
  addConsent(bank);
  expect(await authorise(bank, openBrowser(bank), await push(bank))).toEqual({
    location: expect.stringContaining(`${REDIRECT_URI}&code=`),
  });
});
