import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom as random } from '@openxs2a/service';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeOperatorLine } from './operator/make-operator-line.ts';
import { createPagesSetting, createSetting, startFrom } from './start.fixture.ts';
import { type Browser, openBrowser } from './testing/browser.ts';
import { type OutboxServer, openOutboxServer } from './testing/outbox-server.ts';
import { CONSENT_REQUEST } from './testing/request-consent.ts';
import { startNode, type TestNode, toTrustEnvironment } from './testing/start-node.ts';
import { createTestTpp, type TestRequest, type TestTpp } from './testing/test-tpp.ts';
import { openTestTrust, type TestTrust } from './testing/test-trust.ts';

// The bank as a process, its pages by HTTP, its interface by mutual TLS, its codes by the gateway that it posts them to.

const MAIN = join(import.meta.dirname, 'main.ts');
const BACK = 'https://psp.localhost/ok?state=s1';
const PSU = { psuId: 'several-currencies', password: 'password of several-currencies' };
const OPERATOR = { name: 'anna', password: 'battery of horses' };
const HASH = '$argon2id$v=19$m=8,t=1,p=1$c29tZSBzYWx0$aG9yc2Vob3JzZWhvcnNlaG9yc2U';
const DATED = { access: { allPsd2: 'allAccounts' }, recurringIndicator: true, validUntil: '9999-12-31' };
const REQUEST = { ...DATED, frequencyPerDay: 4, combinedServiceIndicator: false };

interface Scene {
  readonly node: TestNode;
  readonly pagesUrl: string;
  readonly outbox: OutboxServer;
  readonly tpp: TestTpp;
  readonly trust: TestTrust;
}

const stack = new AsyncDisposableStack();
let scene: Scene;

async function openScene(): Promise<Scene> {
  const trust = stack.adopt(await openTestTrust(), (own) => own.close());
  const outbox = stack.adopt(await openOutboxServer(), (own) => own.close());
  const { pagesUrl, env } = await createPagesSetting();
  const profile = stack.adopt(await createProfile(), (file) => file.remove());
  const node = stack.adopt(
    await startNode(MAIN, {
      ...(await toTrustEnvironment(trust)),
      ...env,
      DATABASE_URL: ':memory:',
      PROFILE: profile.file,
      OUTBOX_URL: outbox.url,
      CODES_AT_ONCE: '100',
      OPERATORS: await makeOperatorLine(OPERATOR, { random }),
      DEMO: 'true',
    }),
    (own) => own.kill(),
  );
  const tpp = stack.adopt(await createTestTpp(trust, node.url), (own) => own.close());
  return { node, pagesUrl, outbox, tpp, trust };
}

async function createProfile() {
  const folder = await mkdtemp(join(tmpdir(), 'bank-'));
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify({ name: 'Bank of Tests', sca: { approaches: ['REDIRECT', 'EMBEDDED'] } }));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

beforeAll(async () => {
  scene = await openScene();
}, 120_000);
afterAll(() => stack.disposeAsync());

/** What the interface answers, as far as these tests look. */
interface Answer {
  readonly consentId: string;
  readonly consentStatus: string;
  readonly scaStatus: string;
  readonly tppMessages: readonly { readonly code: string }[];
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
}

async function call(method: string, target: string, request: TestRequest = {}) {
  const answer = await scene.tpp.request(method, target, request);
  const text = await answer.text();
  // whatever it is: a test looks at what it expects
  return { status: answer.status, ...((text === '' ? {} : JSON.parse(text)) as Answer) };
}

const create = (headers: TestRequest['headers'] = {}, body: object = REQUEST) =>
  call('POST', '/v1/consents', { headers: { 'PSU-IP-Address': '192.0.2.1', ...headers }, body });

const readAccounts = (consentId: string) => call('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId } });
const statusOf = async (consentId: string) => (await call('GET', `/v1/consents/${consentId}/status`)).consentStatus;

/** From the link of the TPP to the field for the code. */
async function goToCode(href: string): Promise<Browser> {
  const browser = openBrowser(scene.pagesUrl);
  await browser.visit(href);
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Agree and confirm', { account: browser.choicesOf('account').map(({ value }) => value) });
  return browser;
}

async function authoriseByRedirect(body: object = REQUEST) {
  const created = await create({ 'TPP-Redirect-URI': BACK }, body);
  const browser = await goToCode(created._links['scaRedirect']?.href ?? '');
  await browser.submit('Confirm', { code: scene.outbox.lastCode() });
  return { consentId: created.consentId, browser };
}

test.each([
  ['to all accounts', REQUEST],
  ['to the accounts that the PSU chooses', CONSENT_REQUEST],
])('SCA-RED-002 a consent %s is given on the pages of the bank, and the PSU is back at the TPP', async (_, body) => {
  const { consentId, browser } = await authoriseByRedirect(body);
  expect(browser.page.elsewhere?.href).toBe(BACK);
  expect(await statusOf(consentId)).toBe('valid');
  expect((await readAccounts(consentId)).status).toBe(200);
});

test('a wrong code opens nothing, and a PSU that refuses is back with a consent that is rejected', async () => {
  const { consentId, _links } = await create({ 'TPP-Redirect-URI': BACK });
  const browser = await goToCode(_links['scaRedirect']?.href ?? '');
  const wrong = scene.outbox.lastCode() === '000000' ? '000001' : '000000';
  expect((await browser.submit('Confirm', { code: wrong })).elsewhere).toBeUndefined();
  expect(await statusOf(consentId)).toBe('received');
  expect((await browser.submit('No, refuse')).elsewhere?.searchParams.get('error')).toBe('access_denied');
  expect(await statusOf(consentId)).toBe('rejected');
});

test('SCA-EMB-001 the same over the interface alone: password, then the code that was posted', async () => {
  const { consentId, _links } = await create({ 'PSU-ID': PSU.psuId, 'TPP-Redirect-Preferred': 'false' });
  const authorisation = _links['updatePsuAuthentication']?.href ?? '';
  const { password } = PSU;
  const started = await call('PUT', authorisation, { body: { psuData: { password } } });
  expect([started.status, started.scaStatus]).toEqual([200, 'scaMethodSelected']);
  const code = { scaAuthenticationData: scene.outbox.lastCode() };
  const done = await call('PUT', started._links['authoriseTransaction']?.href ?? '', { body: code });
  expect([done.status, done.scaStatus]).toEqual([200, 'finalised']);
  expect([await statusOf(consentId), (await readAccounts(consentId)).status]).toEqual(['valid', 200]);
});

test('a consent that the PSU ends on the dashboard is refused from the next read on', async () => {
  const { consentId } = await authoriseByRedirect();
  expect((await readAccounts(consentId)).status).toBe(200);
  const browser = openBrowser(scene.pagesUrl);
  await browser.visit('/');
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: scene.outbox.lastCode() });
  await browser.visit(`/consents/${consentId}`);
  expect((await browser.submit('End this consent')).html).toContain('The consent has ended.');
  const refused = await readAccounts(consentId);
  expect([refused.status, refused.tppMessages[0]?.code]).toEqual([401, 'CONSENT_INVALID']);
  expect(await statusOf(consentId)).toBe('revokedByPsu');
});

test('the operator of the configuration logs in, and the TPP that it blocks is let in no longer', async () => {
  const tpp = await createTestTpp(scene.trust, scene.node.url);
  onTestFinished(() => tpp.close());
  const ask = async () => (await tpp.request('GET', '/v1/consents/4711/status')).status;
  expect(await ask()).toBe(403);
  const browser = openBrowser(scene.pagesUrl);
  await browser.visit('/operator');
  await browser.submit('Log in', { ...OPERATOR, password: 'another password' });
  expect(browser.page.url.pathname).not.toBe('/operator/tpps');
  await browser.submit('Log in', OPERATOR);
  expect(browser.page.url.pathname).toBe('/operator/tpps');
  await browser.visit(`/operator/tpps/${tpp.tppId}`);
  await browser.submit('Block', { reason: 'a test of it' });
  const refused = await tpp.request('GET', '/v1/consents/4711/status');
  expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('CERTIFICATE_BLOCKED')]);
});

test('the key that passwords are encrypted to is on the pages, for everybody', async () => {
  const answer = await fetch(`${scene.pagesUrl}/.well-known/password-keys.json`);
  expect(answer.headers.get('content-type')).toBe('application/jwk-set+json');
  expect(await answer.json()).toMatchObject({ keys: [{ use: 'enc' }] });
});

test('neither codes nor passwords are in what the process writes', () => {
  const said = scene.node.process.text();
  expect(said).toContain(scene.pagesUrl);
  expect(said).not.toContain(PSU.password);
  expect(said).not.toContain(OPERATOR.password);
  for (const { text, to } of scene.outbox.messages)
    for (const secret of [/Code: (\d+)/.exec(text)?.[1] ?? text, to]) expect(said).not.toContain(`"${secret}"`);
});

const TLS = { PAGES_TLS_CERTIFICATE: 'certificate', PAGES_TLS_KEY: 'key' };

test.each([
  [{ PAGES_URL: 'http://login.bank.example' }, 'ERR_BANK_PAGES', 'has to be https'],
  [{ PAGES_URL: 'http://localhost.bank.example' }, 'ERR_BANK_PAGES', 'has to be https'],
  [{ PAGES_URL: 'https://login.bank.example' }, 'ERR_BANK_PAGES', 'needs PAGES_TLS_CERTIFICATE'],
  [{ PAGES_URL: 'https://LOGIN.bank.example', ...TLS }, 'ERR_BANK_PAGES', 'not an origin'],
  [{ PAGES_URL: 'http://127.0.0.1:8444' }, 'ERR_BANK_PAGES', 'need a name'],
  [{ PAGES_URL: 'http://[::1]:8444' }, 'ERR_BANK_PAGES', 'need a name'],
  [{ PAGES_URL: 'http://bank.localhost:8444', ...TLS }, 'ERR_BANK_PAGES', 'count for nothing'],
  [{ PAGES_URL: 'https://login.bank.example', ...TLS }, 'ERR_TLS_UNUSABLE', ''],
  [{ OPERATORS: 'anna:battery of horses' }, 'ERR_BANK_PAGES', 'without PAGES_URL'],
])('pages by %j are refused', async (more, code, words) => {
  const { env } = await createSetting();
  const refused = { code, message: expect.stringContaining(words) };
  await expect(startFrom({ ...env, ...more })).rejects.toMatchObject(refused);
});

test.each([
  ['anna', 'line 1'],
  [`anna:${HASH}\n\nBERTA:${HASH}`, 'line 3'],
  [`anna:${HASH}\nanna:${HASH}`, 'twice'],
  ['anna:battery of horses', 'line 1 has no hash .* "npm run -s operator -w @openxs2a/bank -- anna" makes the line'],
  [`anna:${HASH}\nberta:${HASH.slice(0, -9)}`, 'line 2 has no hash'],
  [`anna:${HASH.replace('argon2id', 'argon2i')}`, 'line 1 has no hash'],
  ['\n', 'nobody'],
])('S-16 operators by %j are refused, and no password is told', async (operators, words) => {
  const { env } = await createSetting();
  const pages = await createPagesSetting();
  const message = expect.stringMatching(new RegExp(`^(?!.*(horse|aG9y)).*${words}`));
  await expect(startFrom({ ...env, ...pages.env, OPERATORS: operators })).rejects.toMatchObject({
    code: 'ERR_BANK_OPERATORS',
    message,
  });
});

test('pages over TLS have cookies that no other host can set', async () => {
  const { env, trust } = await createSetting();
  const { cert, key } = await trust.issueServer();
  const pages = await createPagesSetting();
  const pagesUrl = pages.pagesUrl.replace('http:', 'https:');
  const tls = { PAGES_URL: pagesUrl, PAGES_TLS_CERTIFICATE: cert, PAGES_TLS_KEY: key };
  await startFrom({ ...env, ...pages.env, ...tls });
  const browser = await createTestTpp(trust, pagesUrl, { qwac: false, qsealc: false });
  onTestFinished(() => browser.close());
  const answer = await browser.request('GET', '/sign-in');
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-.*; Secure/);
});

test('a bank without outbox and pages says at its start that codes and redirects lead nowhere', async () => {
  const { env } = await createSetting();
  const { lines } = await startFrom(env);
  expect(lines.join('')).toContain('one-time codes are delivered nowhere: OUTBOX_URL is missing');
  expect(lines.join('')).toContain('no redirect leads anywhere: PAGES_URL is missing');
});

test('an outbox elsewhere than by https is refused before anything is opened', async () => {
  const { env } = await createSetting();
  await expect(startFrom({ ...env, OUTBOX_URL: 'http://sms.example/' })).rejects.toThrow('OUTBOX_URL');
});
