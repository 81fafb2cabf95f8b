import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createTestTpp } from '@openxs2a/bank/testing';
import { afterAll, expect, test } from 'vitest';
import { exportAudit } from './export-audit.fixture.ts';
import { createSecretSearch } from './secret-search.fixture.ts';
import { BACK, call, create, hrefOf, OPERATOR, openWatchedBrowser, openWholeBank, PSU } from './whole-bank.fixture.ts';

// Everything that a PSU can do is done once, right and wrong. Then it is looked for in all that the bank has written.

const bank = await openWholeBank({
  sca: { approaches: ['REDIRECT', 'EMBEDDED'], authorisationConfirmation: true },
});
afterAll(() => bank.close());
const { tpp } = bank;

/** What nobody may find, by what it is. */
const secrets = new Map<string, string>();
const WRONG = 'a wrong password of somebody';
const ids = {
  created: crypto.randomUUID(),
  read: crypto.randomUUID(),
  confirmed: crypto.randomUUID(),
  deleted: crypto.randomUUID(),
};
const wrongCode = () => (bank.outbox.lastCode() === '000000' ? '000001' : '000000');

const keepCookies = (cookies: ReadonlyMap<string, string>) => {
  for (const [name, value] of cookies) secrets.set(`cookie ${name} ${secrets.size}`, value);
};

async function authoriseByRedirect(): Promise<string> {
  const created = await create(tpp, { 'TPP-Redirect-URI': BACK, 'X-Request-ID': ids.created });
  const page = hrefOf(created, 'scaRedirect');
  secrets.set('the ticket of the page', basename(page));
  const { browser, cookies } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit(page);
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: WRONG });
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Agree and confirm');
  secrets.set('the token of a form', /name="_token" value="([^"]*)"/.exec(browser.page.html)?.[1] ?? '');
  await browser.submit('Confirm', { code: wrongCode() });
  await browser.submit('Confirm', { code: bank.outbox.lastCode() });
  const confirmationCode = browser.page.elsewhere?.searchParams.get('confirmationCode') ?? '';
  secrets.set('the confirmation code', confirmationCode);
  const headers = { 'X-Request-ID': ids.confirmed };
  const confirmed = await call(tpp, 'PUT', hrefOf(created, 'confirmation'), { headers, body: { confirmationCode } });
  expect(confirmed.body.scaStatus).toBe('finalised');
  keepCookies(cookies);
  return created.body.consentId ?? '';
}

async function authoriseEmbedded(): Promise<void> {
  const created = await create(tpp, { 'PSU-ID': PSU.psuId, 'TPP-Redirect-Preferred': 'false' });
  const authorisation = hrefOf(created, 'updatePsuAuthentication');
  await call(tpp, 'PUT', authorisation, { body: { psuData: { password: WRONG } } });
  const known = await call(tpp, 'PUT', authorisation, { body: { psuData: { password: PSU.password } } });
  const target = hrefOf(known, 'authoriseTransaction');
  await call(tpp, 'PUT', target, { body: { scaAuthenticationData: wrongCode() } });
  const done = await call(tpp, 'PUT', target, { body: { scaAuthenticationData: bank.outbox.lastCode() } });
  expect(done.body.scaStatus).toBe('finalised');
}

async function lookAtConsents(consentId: string): Promise<void> {
  const { browser, cookies } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit('/');
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: bank.outbox.lastCode() });
  expect((await browser.visit(`/consents/${consentId}`)).html).toContain('End this consent');
  keepCookies(cookies);
}

async function blockAnother(): Promise<void> {
  const other = await createTestTpp(bank.trust, bank.url);
  await call(other, 'GET', '/v1/consents/4711');
  await other.close();
  const { browser, cookies } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit('/operator');
  await browser.submit('Log in', { ...OPERATOR, password: WRONG });
  await browser.submit('Log in', OPERATOR);
  await browser.visit(`/operator/tpps/${other.tppId}`);
  await browser.submit('Block', { reason: 'It asks for what it has not.' });
  expect((await bank.gateway.directory.find(other.tppId))?.status).toBe('blocked');
  keepCookies(cookies);
}

const consentId = await authoriseByRedirect();
const reading = { 'Consent-ID': consentId, 'X-Request-ID': ids.read };
const accounts = await call(tpp, 'GET', '/v1/accounts', { headers: reading });
await lookAtConsents(consentId);
await call(tpp, 'DELETE', `/v1/consents/${consentId}`, { headers: { 'X-Request-ID': ids.deleted } });
await authoriseEmbedded();
await blockAnother();
secrets.set('the password', PSU.password).set('that of the operator', OPERATOR.password).set('a wrong password', WRONG);
bank.outbox.messages.forEach(({ text, to }, at) => {
  secrets.set(`address ${at}`, to);
  const [, code] = /Code: (\d+)/.exec(text) ?? [];
  if (code !== undefined) secrets.set(`code ${at}`, code);
});
const ibans = (accounts.body.accounts ?? []).flatMap(({ iban }) => iban ?? []);
const keys = globSync('*-key', { cwd: bank.folder });

const search = createSecretSearch(bank);
const accountNumbers = ibans.map((iban) => ['an IBAN', iban] as const);

test('the journey has met what is looked for', () => {
  for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(5);
  expect([secrets.size > 12, ibans.length > 0, keys.length > 2]).toEqual([true, true, true]);
  expect(bank.lines.length).toBeGreaterThan(10);
});

test('S-16 SEC-API-007 of a whole journey no password, code, address, link, cookie, key or account number is in the log', () => {
  const kept = keys.map((name) => [name, readFileSync(join(bank.folder, name), 'utf8')] as const);
  const pem = ['the key of the listener', 'PRIVATE KEY'] as const;
  expect(search.inLog([...secrets, ...accountNumbers, ...kept, pem])).toEqual([]);
});

test('S-16 nor in the audit log, nor in what is measured', async () => {
  expect(await search.onRecord([...secrets, ...accountNumbers])).toEqual([]);
});

test('S-16 nor on the disk: what is kept of secrets does not give them away', () => {
  // six digits are somewhere in any file, an address is where codes are sent to, and the ticket is in the answer that whoever
  // repeats the request gets again
  const searched = [...secrets].filter(([name]) => !/^(code|address|the ticket)\b/.test(name));
  expect(search.onDisk([['the consent', consentId]])).toEqual(['the consent']);
  expect(search.onDisk(searched)).toEqual([]);
});

test('S-31 from the id of any request the whole way is found in the export: who, for whom, what, in which order', () => {
  const records = exportAudit(bank, tpp.tppId);
  for (const [name, id] of Object.entries(ids)) {
    const found = new Set(records.filter(({ requestId }) => requestId === id).map((row) => row.consentId));
    expect([...found], name).toEqual([consentId]);
  }
  const way = records.filter((row) => row.consentId === consentId);
  expect(new Set(way.map(({ tppId, psuId }) => `${tppId} ${psuId}`))).toEqual(
    new Set([`${tpp.tppId} demo-${PSU.psuId}`]),
  );
  expect(way.map(({ kind, result }) => [kind, result].filter((word) => word !== null).join(' '))).toEqual([
    'consent-created',
    'authorisation received',
    'authorisation psuAuthenticated',
    'sca-challenge asked',
    'authorisation scaMethodSelected',
    'sca-answer code-wrong',
    'sca-answer answer',
    'authorisation unconfirmed',
    'authorisation finalised',
    'consent-given valid',
    'consent-used granted',
    'consent-terminated terminatedByTpp',
  ]);
});
