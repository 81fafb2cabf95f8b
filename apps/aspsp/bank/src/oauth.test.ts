import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createPagesSetting, createSetting, startFrom } from './start.fixture.ts';
import { type Browser, openBrowser } from './testing/browser.ts';
import { findPort } from './testing/find-port.ts';
import { openOAuthClient } from './testing/oauth-client.ts';
import { type OutboxServer, openOutboxServer } from './testing/outbox-server.ts';
import { CONSENT_HEADERS, CONSENT_REQUEST } from './testing/request-consent.ts';
import { startNode, type TestNode, toTrustEnvironment } from './testing/start-node.ts';
import { createTestTpp, type TestRequest, type TestTpp } from './testing/test-tpp.ts';
import { openTestTrust, type TestTrust } from './testing/test-trust.ts';

// A consent by OAuth over real TLS, by a client that is not ours: the bank as a process, its pages in a browser without script.

const MAIN = join(import.meta.dirname, 'main.ts');
const PSU = { psuId: 'several-currencies', password: 'password of several-currencies' };
const OTHER = { psuId: 'personal', password: 'password of personal' };
/** openid-client takes the query of where it came back as the bank's. */
const BACK = 'https://psp.localhost/ok';

interface Scene {
  readonly node: TestNode;
  readonly pagesUrl: string;
  readonly outbox: OutboxServer;
  readonly trust: TestTrust;
  readonly tpp: TestTpp;
}

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

async function openScene(sca: object): Promise<Scene> {
  const trust = stack.adopt(await openTestTrust(), (own) => own.close());
  const outbox = stack.adopt(await openOutboxServer(), (own) => own.close());
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'bank-')), (path) => rm(path, { recursive: true }));
  const profile = join(folder, 'profile.json');
  await writeFile(profile, JSON.stringify({ name: 'Bank of Tests', sca, signature: { requests: 'required' } }));
  const { pagesUrl, env } = await createPagesSetting();
  const port = await findPort();
  const node = stack.adopt(
    await startNode(MAIN, {
      ...(await toTrustEnvironment(trust)),
      ...env,
      DATABASE_URL: ':memory:',
      PROFILE: profile,
      PORT: String(port),
      XS2A_URL: `https://localhost:${port}`,
      OUTBOX_URL: outbox.url,
      CODES_AT_ONCE: '100',
      DEMO: 'true',
    }),
    (own) => own.kill(),
  );
  const tpp = stack.adopt(await createTestTpp(trust, node.url), (own) => own.close());
  return { node, pagesUrl, outbox, trust, tpp };
}

/** What the interface answers, as far as these tests look. */
interface Answer {
  readonly consentId: string;
  readonly consentStatus: string;
  readonly scaStatus: string;
  readonly accounts: readonly unknown[];
  readonly tppMessages: readonly { readonly code: string }[];
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
}

async function call({ tpp }: Pick<Scene, 'tpp'>, method: string, target: string, request: TestRequest = {}) {
  const answer = await tpp.request(method, target, request);
  const text = await answer.text();
  // whatever it is: a test looks at what it expects
  return { status: answer.status, headers: answer.headers, ...((text === '' ? {} : JSON.parse(text)) as Answer) };
}

const create = (scene: Pick<Scene, 'tpp'>, headers: TestRequest['headers'] = {}) =>
  call(scene, 'POST', '/v1/consents', {
    headers: { ...CONSENT_HEADERS, 'TPP-Redirect-URI': BACK, ...headers },
    body: CONSENT_REQUEST,
  });

const metadataOf = ({ pagesUrl }: Pick<Scene, 'pagesUrl'>) => `${pagesUrl}/.well-known/oauth-authorization-server`;

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const readAccounts = (scene: Pick<Scene, 'tpp'>, consentId: string, token?: string, query = '') =>
  call(scene, 'GET', `/v1/accounts${query}`, {
    headers: { 'Consent-ID': consentId, ...(token === undefined ? {} : bearer(token)) },
  });

/** Status and code of a refusal. */
const codeOf = ({ status, tppMessages }: { status: number } & Partial<Answer>) =>
  `${status} ${tppMessages?.[0]?.code ?? ''}`.trim();

async function openClient({ trust, tpp }: Scene, metadataUrl: string, identity = tpp.qwac) {
  const options = { trust, tpp, metadataUrl, ...(identity === undefined ? {} : { identity }) };
  return stack.adopt(await openOAuthClient(options), (own) => own.close());
}

/** The PSU logs in, sees what it is about, and agrees; where its browser ends. */
async function agree({ pagesUrl, outbox }: Scene, address: URL, browser = openBrowser(pagesUrl)): Promise<URL> {
  await browser.visit(address.href);
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Agree and confirm', { account: browser.choicesOf('account').map(({ value }) => value) });
  return endOf(browser, await browser.submit('Confirm', { code: outbox.lastCode() }));
}

function endOf(browser: Browser, { elsewhere }: Browser['page']): URL {
  if (elsewhere === undefined) throw new Error(`Still at the bank: ${browser.page.html}`);
  return elsewhere;
}

/** All of it, by a TPP of its own: consent, OAuth, token. */
async function authorise(scene: Scene, { isPushed = true, ...options }: AuthoriseOptions = {}) {
  const { trust, node } = scene;
  const tpp = options.tpp ?? stack.adopt(await createTestTpp(trust, node.url), (own) => own.close());
  const own = { ...scene, tpp };
  const { consentId, _links } = await create(own);
  const client = await openClient(own, _links['scaOAuth']?.href ?? '');
  const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri: BACK, isPushed });
  const tokens = await flow.finish(await agree(own, flow.address));
  return {
    scene: own,
    consentId,
    client,
    tokens,
    token: tokens.access_token,
    refreshToken: tokens.refresh_token ?? '',
  };
}

interface AuthoriseOptions {
  readonly isPushed?: boolean;
  readonly tpp?: TestTpp;
}

let scene: Scene;
let given: Awaited<ReturnType<typeof authorise>>;
let auth: string | undefined;
beforeAll(async () => {
  scene = await openScene({ oauth: 'xs2a', approaches: ['REDIRECT', 'EMBEDDED'] });
  const tpp = stack.adopt(await createTestTpp(scene.trust, scene.node.url, { auth: () => auth }), (own) => own.close());
  given = await authorise(scene, { tpp });
}, 120_000);

test('AIS-ACC-017 a consent that was authorised by OAuth is read with its token, and with nothing less', async () => {
  const { scene: own, consentId, tokens, token } = given;
  expect(tokens).toMatchObject({ token_type: 'bearer', scope: `AIS:${consentId}` });
  expect((await call(own, 'GET', `/v1/consents/${consentId}/status`)).consentStatus).toBe('valid');
  const read = await readAccounts(own, consentId, token);
  expect([read.status, read.accounts.length]).toEqual([200, 4]);
  expect(codeOf(await readAccounts(own, consentId))).toBe('401 TOKEN_INVALID');
});

test('the generated client reads with the token, too', async () => {
  const { scene: own, consentId, token } = given;
  const read = () => own.tpp.client.getAccountList({ headers: { 'Consent-ID': consentId } });
  expect((await read()).status).toBe(401);
  auth = `Bearer ${token}`;
  expect((await read()).status).toBe(200);
});

test('SCA-OAU-009 SCA-OAU-010 SCA-OAU-011 a token in the query, for another consent, or of nobody opens nothing', async () => {
  const { scene: own, consentId, token } = given;
  expect(codeOf(await readAccounts(own, consentId, undefined, `?access_token=${token}`))).toBe('401 TOKEN_INVALID');
  const other = await create(own, { 'PSU-ID': OTHER.psuId });
  expect(codeOf(await readAccounts(own, other.consentId, token))).toBe('401 TOKEN_INVALID');
  expect(codeOf(await readAccounts(own, consentId, 'x'.repeat(43)))).toBe('401 TOKEN_UNKNOWN');
});

test('SEC-API-010 a stolen token opens nothing: neither to another TPP, nor with another certificate of the same one', async () => {
  const { scene: own, consentId, token } = given;
  const { trust, node, tpp } = own;
  const thief = await createTestTpp(trust, node.url);
  onTestFinished(() => thief.close());
  expect(codeOf(await readAccounts({ tpp: thief }, consentId, token))).toBe('401 TOKEN_UNKNOWN');
  expect(codeOf(await readAccounts({ tpp: thief }, consentId))).toBe('400 CONSENT_UNKNOWN');
  const another = await createTestTpp(trust, node.url, { organizationIdentifier: tpp.tppId });
  onTestFinished(() => another.close());
  expect(codeOf(await readAccounts({ tpp: another }, consentId, token))).toBe('401 TOKEN_INVALID');
  expect((await readAccounts(own, consentId, token)).status).toBe(200);
});

test('COM-HDR-026 a token and a PSU-ID of two persons are refused', async () => {
  const { scene: own, token } = given;
  const headers = bearer(token);
  expect(codeOf(await create(own, { ...headers, 'PSU-ID': OTHER.psuId }))).toBe('401 PSU_CREDENTIALS_INVALID');
  expect((await create(own, { ...headers, 'PSU-ID': PSU.psuId })).status).toBe(201);
});

test('a token that was not asked for by PAR opens as much, and nothing once its TPP has revoked it', async () => {
  const { scene: own, consentId, client, token, refreshToken } = await authorise(scene, { isPushed: false });
  expect((await readAccounts(own, consentId, token)).status).toBe(200);
  await client.revoke(refreshToken);
  expect(codeOf(await readAccounts(own, consentId, token))).toBe('401 TOKEN_UNKNOWN');
});

test('N-SCA-OAU-102 N-SCA-OAU-103 a token is renewed, also with a renewed certificate, until its consent is deleted', async () => {
  const { scene: own, consentId, client, refreshToken } = await authorise(scene);
  const second = await client.refresh(refreshToken);
  expect((await readAccounts(own, consentId, second.access_token)).status).toBe(200);
  const { trust, node, tpp } = own;
  const next = await createTestTpp(trust, node.url, { organizationIdentifier: tpp.tppId });
  onTestFinished(() => next.close());
  const later = await openClient(own, metadataOf(own), next.qwac);
  const third = await later.refresh(second.refresh_token ?? '');
  expect((await readAccounts({ tpp: next }, consentId, third.access_token)).status).toBe(200);
  expect(codeOf(await readAccounts(own, consentId, third.access_token))).toBe('401 TOKEN_INVALID');

  expect((await call(own, 'DELETE', `/v1/consents/${consentId}`)).status).toBe(204);
  expect(codeOf(await readAccounts({ tpp: next }, consentId, third.access_token))).toBe('401 TOKEN_UNKNOWN');
  await expect(later.refresh(third.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('N-SCA-OAU-103 with the consent its tokens end: replaced by a newer one, and revoked by the PSU', async () => {
  const first = await authorise(scene);
  const second = await authorise(scene, { tpp: first.scene.tpp });
  const { scene: own } = first;
  expect(codeOf(await readAccounts(own, first.consentId, first.token))).toBe('401 TOKEN_UNKNOWN');
  const browser = openBrowser(own.pagesUrl);
  await browser.visit('/');
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: own.outbox.lastCode() });
  await browser.visit(`/consents/${second.consentId}`);
  await browser.submit('End this consent');
  expect(codeOf(await readAccounts(own, second.consentId, second.token))).toBe('401 TOKEN_UNKNOWN');
  for (const { client, refreshToken } of [first, second])
    await expect(client.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('who refuses is back at the TPP with access_denied, and the consent is rejected', async () => {
  const { consentId, _links } = await create(scene);
  const client = await openClient(scene, _links['scaOAuth']?.href ?? '');
  const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri: BACK });
  const browser = openBrowser(scene.pagesUrl);
  await browser.visit(flow.address.href);
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  const back = endOf(browser, await browser.submit('No, refuse'));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect((await call(scene, 'GET', `/v1/consents/${consentId}/status`)).consentStatus).toBe('rejected');
  await expect(flow.finish(back)).rejects.toMatchObject({ error: 'access_denied' });
});

test('the page of one browser does not authorise the flow of another', async () => {
  const { consentId, _links } = await create(scene);
  const client = await openClient(scene, _links['scaOAuth']?.href ?? '');
  const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri: BACK });
  const attacker = openBrowser(scene.pagesUrl);
  const page = await attacker.visit(flow.address.href);
  const victim = openBrowser(scene.pagesUrl);
  await victim.visit(page.url.href);
  await victim.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await victim.submit('Agree and confirm', { account: victim.choicesOf('account').map(({ value }) => value) });
  const end = await victim.submit('Confirm', { code: scene.outbox.lastCode() });
  expect([end.elsewhere, end.status]).toEqual([undefined, 400]);
  const tried = await attacker.visit(flow.address.href);
  expect(tried.elsewhere).toBeUndefined();
  expect((await attacker.visit(end.url.href.replace(/\?.*/, ''))).elsewhere).toBeUndefined();
});

test('SCA-OAU-003 nobody gets a token without a certificate, or with that of another client', async () => {
  const { trust, node, tpp } = scene;
  const stranger = await createTestTpp(trust, node.url, { qwac: false, qsealc: false });
  onTestFinished(() => stranger.close());
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = `grant_type=refresh_token&refresh_token=x&client_id=${tpp.tppId}`;
  const ask = async (by: TestTpp) => {
    const answer = await by.request('POST', '/oauth/token', { headers: form, body, sign: false });
    return [answer.status, (JSON.parse(await answer.text()) as { error: string }).error];
  };
  expect(await ask(stranger)).toEqual([401, 'invalid_client']);
  const other = await createTestTpp(trust, node.url);
  onTestFinished(() => other.close());
  expect(await ask(other)).toEqual([401, 'invalid_client']);
  expect(await ask(tpp)).toEqual([400, 'invalid_grant']);
});

test('the metadata are the same on both listeners', async () => {
  const people = await (await fetch(metadataOf(scene))).json();
  const { pathname } = new URL(metadataOf(scene));
  const machines = await (await scene.tpp.request('GET', pathname, { sign: false })).json();
  expect(machines).toEqual(people);
  expect(people).toMatchObject({ issuer: scene.pagesUrl, token_endpoint: `${scene.node.url}/oauth/token` });
});

test('S-32 no token, code or password is in what the process writes', async () => {
  const { tokens } = await authorise(scene);
  const said = scene.node.process.text();
  expect(said).toContain('/oauth/token');
  for (const secret of [tokens.access_token, tokens.refresh_token ?? '', PSU.password])
    expect(said).not.toContain(secret);
});

test('SCA-OAU-015 where the TPP confirms, it does so by its token', async () => {
  const confirming = await openScene({ oauth: 'fapi2', authorisationConfirmation: true });
  const { consentId, _links } = await create(confirming);
  const client = await openClient(confirming, _links['scaOAuth']?.href ?? '');
  const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri: BACK });
  const tokens = await flow.finish(await agree(confirming, flow.address));
  expect((await call(confirming, 'GET', `/v1/consents/${consentId}/status`)).consentStatus).toBe('received');
  expect(codeOf(await readAccounts(confirming, consentId, tokens.access_token))).toBe('401 CONSENT_INVALID');
  const confirm = (headers = {}) => call(confirming, 'PUT', _links['confirmation']?.href ?? '', { headers });
  expect(codeOf(await confirm())).toBe('401 TOKEN_INVALID');
  const confirmed = await confirm(bearer(tokens.access_token));
  expect([confirmed.status, confirmed.scaStatus]).toEqual([200, 'finalised']);
  expect((await readAccounts(confirming, consentId, tokens.access_token)).status).toBe(200);
  expect(codeOf(await confirm(bearer(tokens.access_token)))).toBe('400 SCA_INVALID');
}, 60_000);

test('SCA-OAU-012 SCA-OAU-014 in the pre-step the token comes first, its PSU needs not be named, and SCA is done once', async () => {
  const preStep = await openScene({ oauth: 'xs2a', oauthPreStep: true, approaches: ['EMBEDDED', 'REDIRECT'] });
  const refused = await create(preStep);
  expect(codeOf(refused)).toBe('401 TOKEN_INVALID');
  const client = await openClient(preStep, refused._links['scaOAuth']?.href ?? '');
  const flow = await client.begin({ scope: 'AIS', redirectUri: BACK });
  const browser = openBrowser(preStep.pagesUrl);
  await browser.visit(flow.address.href);
  const { messages } = preStep.outbox;
  const back = endOf(browser, await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password }));
  expect(messages).toHaveLength(0);
  const headers = bearer((await flow.finish(back)).access_token);
  const created = await call(preStep, 'POST', '/v1/consents', {
    headers: { ...headers, 'PSU-IP-Address': '192.0.2.1' },
    body: { ...CONSENT_REQUEST, access: { allPsd2: 'allAccounts' } },
  });
  const { password } = PSU;
  const asked = await call(preStep, 'PUT', created._links['updatePsuAuthentication']?.href ?? '', {
    headers,
    body: { psuData: { password } },
  });
  const body = { scaAuthenticationData: preStep.outbox.lastCode() };
  await call(preStep, 'PUT', asked._links['authoriseTransaction']?.href ?? '', { headers, body });
  expect(messages).toHaveLength(1);
  const read = await call(preStep, 'GET', '/v1/accounts', { headers: { ...headers, 'Consent-ID': created.consentId } });
  expect([read.status, read.accounts.length]).toEqual([200, 4]);
  expect(codeOf(await create(preStep, { ...headers, 'PSU-ID': OTHER.psuId }))).toBe('401 PSU_CREDENTIALS_INVALID');
}, 60_000);

/** A bank with OAuth, by its configuration; it has a free port unless it is told one. */
async function createOAuthSetting() {
  const { env, folder } = await createSetting();
  const profile = join(folder, 'profile.json');
  await writeFile(profile, JSON.stringify({ sca: { oauth: 'xs2a' } }));
  return { ...env, PROFILE: profile };
}

test.each([
  [{}, 'XS2A_URL is missing'],
  [{ XS2A_URL: 'https://XS2A.bank.example' }, 'not an origin'],
])('a bank that would tell TPPs nothing of where its tokens are does not start: %j', async (more, words) => {
  const env = { ...(await createOAuthSetting()), ...(await createPagesSetting()).env, ...more };
  await expect(startFrom(env)).rejects.toMatchObject({
    code: 'ERR_BANK_OAUTH',
    message: expect.stringContaining(words),
  });
});

test('where nothing else is said, tokens are at the address of the interface itself', async () => {
  const { pagesUrl, env } = await createPagesSetting();
  const port = String(await findPort());
  await startFrom({ ...(await createOAuthSetting()), ...env, PORT: port });
  const metadata = await (await fetch(metadataOf({ pagesUrl }))).json();
  expect(metadata).toMatchObject({ token_endpoint: `https://127.0.0.1:${port}/oauth/token` });
});

test('a bank with OAuth and without pages says that nobody gets a token', async () => {
  const { lines } = await startFrom(await createOAuthSetting());
  expect(lines.join('')).toContain('nobody gets a token: PAGES_URL is missing');
});
