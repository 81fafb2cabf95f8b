import { systemRandom as random } from '@openxs2a/service';
import { openDatabase, sql } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { addConsent, ISSUER, openBank, PROOF, PSU, SCOPE } from './bank.fixture.ts';
import {
  answerIn,
  authorise,
  authorizePath,
  callMachine,
  getCode,
  openBrowser,
  push,
  requestOf,
  tokenForm,
} from './client.fixture.ts';
import { deriveKeys } from './domain/keys.ts';
import { keepInteractions } from './provider/keep-interactions.ts';

const open = async (options?: Parameters<typeof openBank>[1]) => openBank(await openDatabase(':memory:'), options);

/** A browser that was sent to the page, and where the page sends it back to. */
async function goToPage(bank: Awaited<ReturnType<typeof open>>, scope = SCOPE, browser = openBrowser(bank)) {
  await browser.follow(authorizePath(await push(bank, { scope })));
  const resource = bank.resources.get(scope);
  const returnTo = resource?.way?.returnTo;
  if (resource === undefined || returnTo === undefined) throw new Error('The browser was not sent to the page.');
  return { browser, resource, returnTo, page: `${ISSUER}/authorise/${resource.authorisationId}` };
}

test('a PSU that refuses is told to the client as access_denied', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'refused' };
  const answer = answerIn(await browser.follow(returnTo));
  expect([answer.get('error'), answer.get('iss'), answer.has('code')]).toEqual(['access_denied', ISSUER, false]);
});

test('a browser that comes back too early is sent to the page again', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, returnTo, page } = await goToPage(bank);
  expect(await browser.follow(returnTo)).toEqual({ location: page });
});

test('what was authorised in another browser is not given to the one that began', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo, page } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  expect(await browser.follow(returnTo)).toEqual({ location: page });
  expect(await browser.follow(`${returnTo}?proof=guessed`)).toEqual({ location: page });
  expect(await browser.follow(new URL('.', returnTo).pathname.slice(0, -1))).toEqual({ location: page });
});

test('a browser that did not begin gets nothing, even with the proof that the PSU authorised in it', async () => {
  const bank = await open();
  addConsent(bank);
  const { resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  const end = await openBrowser(bank).follow(`${returnTo}?proof=${PROOF}`);
  expect(end).toEqual({ status: 400, page: expect.stringContaining('has not begun') });
});

test('the cookie of one interaction is good for no other', async () => {
  const bank = await open();
  addConsent(bank, { scope: 'AIS:c1' });
  addConsent(bank, { scope: 'AIS:c2' });
  const first = await openBrowser(bank).get(authorizePath(await push(bank, { scope: 'AIS:c1' })));
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';', 1))
    .join('; ');
  const { returnTo } = await goToPage(bank, 'AIS:c2');
  const response = await bank.oauth.people(new Request(returnTo, { headers: { cookie } }), {} as never);
  expect(response.status).toBe(400);
});

test('two flows side by side in one browser, of two PSUs, each come to their own end', async () => {
  const bank = await open();
  const [first, second] = ['AIS:c1', 'AIS:c2'] as const;
  addConsent(bank, { scope: first });
  addConsent(bank, { scope: second });
  const browser = openBrowser(bank);
  const one = await goToPage(bank, first, browser);
  const two = await goToPage(bank, second, browser);
  two.resource.stand = { is: 'authorised', psuId: 'psu-two' };
  one.resource.stand = { is: 'authorised', psuId: 'psu-one' };
  const codes = [];
  for (const { returnTo } of [two, one])
    codes.push(answerIn(await browser.follow(`${returnTo}?proof=${PROOF}`)).get('code'));
  const scopes = [];
  for (const code of codes) scopes.push((await callMachine(bank, '/oauth/token', tokenForm(code ?? ''))).body['scope']);
  expect(scopes).toEqual([second, first]);
});

test('whoever was there before is asked again: nothing is left in the browser but its interactions', async () => {
  const bank = await open();
  addConsent(bank, { scope: 'AIS:c1' });
  addConsent(bank, { scope: 'AIS:c2' });
  const browser = openBrowser(bank);
  await authorise(bank, browser, await push(bank, { scope: 'AIS:c1' }), 'AIS:c1');
  const end = await browser.follow(authorizePath(await push(bank, { scope: 'AIS:c2' })));
  expect(end).toEqual({ location: `${ISSUER}/authorise/authorisation-of-c2` });
  expect(browser.cookies.filter((cookie) => !/^xs2a-oauth(?:-resume)?(?:\.sig)? \/oauth\//.test(cookie))).toEqual([]);
});

test('cookies are for this site alone, out of reach of scripts, by https, and at one path', async () => {
  const bank = await open();
  addConsent(bank);
  const response = await openBrowser(bank).get(authorizePath(requestOf()));
  const cookies = response.headers.getSetCookie();
  expect(cookies).toHaveLength(4);
  for (const cookie of cookies)
    expect(cookie).toMatch(/; path=\/oauth\/(?:interaction|authorize)\/[\w-]{43};.*samesite=lax; secure; httponly/);
});

test('pages on this very device need no https', async () => {
  const bank = await open({ issuer: 'http://bank.localhost:3000' });
  addConsent(bank);
  const end = await authorise(bank, openBrowser(bank), await push(bank));
  expect(answerIn(end).get('iss')).toBe('http://bank.localhost:3000');
  const response = await openBrowser(bank).get(authorizePath(await push(bank, { scope: 'AIS:c1' })));
  for (const cookie of response.headers.getSetCookie()) expect(cookie).not.toContain('secure');
});

test('the way back is gone once: back and reload show a page, and there is one code', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  const back = `${returnTo}?proof=${PROOF}`;
  expect(answerIn(await browser.follow(back)).has('code')).toBe(true);
  expect(await browser.follow(back)).toEqual({ status: 400, page: expect.stringContaining('it has ended') });
});

test('a browser that comes back several times at once gets one code, of one grant', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  const back = `${returnTo}?proof=${PROOF}`;
  const waits = await Promise.all([back, back, back].map((address) => browser.get(address)));
  const ends = await Promise.all(waits.map(({ headers }) => browser.get(headers.get('location') ?? '')));
  const codes = ends.flatMap(({ headers }) => new URL(headers.get('location') ?? ISSUER).searchParams.getAll('code'));
  expect([codes.length, ends.map(({ status }) => status).toSorted()]).toEqual([1, [303, 400, 400]]);
  expect(await bank.database.all(sql`SELECT scope FROM oauth_grant`)).toEqual([{ scope: SCOPE }]);
  expect((await bank.log.read({ kind: 'oauth-granted' })).records).toHaveLength(1);
});

test('an interaction that is over does not come back by a result that is late', async () => {
  const { database, log, clock } = await open();
  const interactions = keepInteractions({ database, log, clock, random, keys: deriveKeys(new Uint8Array(32)) });
  await interactions.upsert('one', { uid: 'one' }, 60);
  await interactions.upsert('one', { uid: 'one', result: {} }, 60);
  expect(await interactions.find('one')).toMatchObject({ uid: 'one', result: {} });
  await interactions.destroy('one');
  const late = { error: 'invalid_request', error_description: 'the interaction is over' };
  await expect(interactions.upsert('one', { uid: 'one', result: {} }, 60)).rejects.toMatchObject(late);
  await expect(interactions.destroy('one')).rejects.toMatchObject(late);
  expect(await interactions.find('one')).toBeUndefined();
});

test('the provider goes on from the way back only', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, returnTo, page } = await goToPage(bank);
  const uid = new URL(returnTo).pathname.split('/').at(-2);
  expect(await browser.follow(`/oauth/authorize/${uid}`)).toEqual({ location: page });
  expect(await browser.follow('/oauth/authorize/none')).toMatchObject({ status: 400 });
});

test('the address at which a code waits is of no use to another browser', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  const { headers } = await browser.get(`${returnTo}?proof=${PROOF}`);
  const waiting = headers.get('location') ?? '';
  expect(await openBrowser(bank).follow(waiting)).toEqual({
    status: 400,
    page: expect.stringContaining('has not begun'),
  });
  expect(answerIn(await browser.follow(waiting)).has('code')).toBe(true);
});

test('what does not open anything any more is not granted', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  resource.isAlive = false;
  expect(answerIn(await browser.follow(`${returnTo}?proof=${PROOF}`)).get('error')).toBe('access_denied');
});

test('an interaction ends after an hour', async () => {
  const bank = await open();
  addConsent(bank);
  const { browser, returnTo } = await goToPage(bank);
  bank.clock.advance(3_600);
  expect(await browser.follow(returnTo)).toMatchObject({ status: 400 });
});

test('a client that is blocked while the PSU authorises gets nothing', async () => {
  const bank = await open();
  const { clientId } = addConsent(bank);
  const { browser, resource, returnTo } = await goToPage(bank);
  resource.stand = { is: 'authorised', psuId: PSU };
  bank.clients.set(clientId, { legalName: 'Blocked GmbH', isBlocked: true, mayHave: () => true });
  const end = await browser.follow(`${returnTo}?proof=${PROOF}`);
  expect(end).toEqual({ status: 400, page: expect.stringContaining('blocked') });
});

test('a pre-step ends in a token of the service alone, for whoever has logged in', async () => {
  const bank = await open({ hasPreStep: true });
  const end = await openBrowser(bank).follow(authorizePath(await push(bank, { scope: 'AIS' })));
  const { body } = await callMachine(bank, '/oauth/token', tokenForm(answerIn(end).get('code') ?? ''));
  expect(body).toMatchObject({ scope: 'AIS', expires_in: 3_600 });
  expect(body).not.toHaveProperty('refresh_token');
});

test('a pre-step is pushed', async () => {
  const bank = await open({ hasPreStep: true });
  const end = await openBrowser(bank).follow(authorizePath(requestOf({ scope: 'AIS' })));
  expect(end).toEqual({ status: 400, page: expect.stringContaining('pushed') });
});

test('a bank without a pre-step gives no scope without an id', async () => {
  const bank = await open();
  const { body } = await callMachine(bank, '/oauth/par', requestOf({ scope: 'AIS' }));
  expect(body['error']).toBe('invalid_scope');
});

test('a code is nobody else’s: it goes to the address alone to which it was asked for', async () => {
  const bank = await open();
  addConsent(bank);
  const code = await getCode(bank);
  const form = tokenForm(code, { redirect_uri: 'https://tpp.example/other' });
  expect((await callMachine(bank, '/oauth/token', form)).body).toMatchObject({ error: 'invalid_grant' });
});
