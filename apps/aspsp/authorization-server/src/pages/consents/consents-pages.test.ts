import { expect, test } from 'vitest';
import type { TestBrowser } from '../browser.fixture.ts';
import {
  type BeginOptions,
  type BegunConsent,
  logIn,
  OTHER_PASSWORD,
  OTHER_PERSON,
  openPages,
  PASSWORD,
  type PagesBank,
  PERSON,
  statusOf,
} from '../pages.fixture.ts';
import { addPasskey, optionsOn } from '../passkeys.fixture.ts';

async function signIn(pages: PagesBank, psuId: string = PERSON.psuId, password = PASSWORD): Promise<TestBrowser> {
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser, psuId, password);
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: pages.lastCode() });
  return browser;
}

/** A consent that the person has given. */
async function give(pages: PagesBank, change?: BeginOptions): Promise<BegunConsent> {
  const begun = await pages.begin(change);
  const { resourceId: consentId, authorisationId } = begun.key;
  const confirmed = await pages.bank.consents.confirm({ consentId, authorisationId, psuId: PERSON.id });
  if (!confirmed.accepted) throw new Error(confirmed.reason);
  return begun;
}

const use = ({ bank }: PagesBank, { consent }: BegunConsent) =>
  bank.consents.useConsent({
    consentId: consent.consentId,
    tppId: consent.tppId,
    operation: 'getAccountList',
    psuPresent: false,
    requestId: 'r1',
  });

test('S-07 whoever comes without a visit is sent to log in', async () => {
  const pages = await openPages();
  for (const path of ['/', '/activity', '/devices', '/consents/x'])
    expect((await pages.browser().visit(path)).title).toContain('Log in to My consents');
});

test('S-22 a password alone does not open it: a code follows, and is for coming in', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit('/');
  expect((await logIn(browser)).title).toContain('Confirm that it is you');
  expect((await browser.visit('/')).title).toContain('Log in to My consents');
  await logIn(browser);
  await browser.submit('Go on');
  expect(pages.messages.at(-1)?.text).toContain('Sign in to My consents.');
  expect((await browser.visit('/')).title).toContain('Log in');
  await browser.visit('/sign-in/confirm');
  expect((await browser.submit('Confirm', { code: '000000' })).status).toBe(401);
  expect((await browser.submit('Confirm', { code: pages.lastCode() })).title).toMatch(/^My consents –/);
});

test('S-01 a code that opened one visit opens no other', async () => {
  const pages = await openPages();
  await signIn(pages);
  const code = pages.lastCode();
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  expect((await browser.post('/sign-in/code', { code })).status).toBe(403);
  await browser.submit('Go on');
  expect((await browser.submit('Confirm', { code })).status).toBe(401);
});

test('all consents stand there: whom, what, since when, until when, and the last access', async () => {
  const pages = await openPages();
  const begun = await give(pages);
  expect((await use(pages, begun)).accepted).toBe(true);
  const { text } = (await signIn(pages)).page;
  expect(text).toContain('Accounts in Sight GmbH');
  expect(text).toContain('balances, transactions');
  expect(text).toContain('2027-05-24');
  expect(text).toContain('2026-11-26 09:00 UTC 2027-05-24 2026-11-26 09:00 UTC');
});

test('one consent is shown whole, with its accounts and what was read with it', async () => {
  const pages = await openPages();
  const begun = await give(pages);
  await use(pages, begun);
  const browser = await signIn(pages);
  const { text } = await browser.visit(`/consents/${begun.consent.consentId}`);
  expect(text).toContain('BAFIN, Germany, number 100001');
  expect(text).toMatch(/DE\d\d( \d{4})+/);
  expect(text).toContain('list of accounts');
});

test('a consent is ended at once: the next read with it is refused', async () => {
  const pages = await openPages();
  const begun = await give(pages);
  const browser = await signIn(pages);
  await browser.visit(`/consents/${begun.consent.consentId}`);
  expect((await browser.submit('End this consent')).text).toContain('The consent has ended.');
  expect(await statusOf(pages, begun)).toBe('revokedByPsu');
  expect(await use(pages, begun)).toMatchObject({ accepted: false, reason: 'consent-revoked' });
  const { text, html } = await browser.visit(`/consents/${begun.consent.consentId}`);
  expect(text).toContain('Status ended by you');
  expect(html).not.toContain('End this consent');
});

test('SEC-API-002 consents of somebody else are not shown, and not ended', async () => {
  const pages = await openPages();
  const begun = await give(pages);
  const browser = await signIn(pages, OTHER_PERSON.psuId, OTHER_PASSWORD);
  expect(browser.page.text).not.toContain('Accounts in Sight');
  const { status } = await browser.visit(`/consents/${begun.consent.consentId}`);
  expect(status).toBe(404);
  const token = /name="_token" value="([^"]*)"/.exec(browser.page.html)?.[1] ?? '';
  expect((await browser.post(`/consents/${begun.consent.consentId}/revoke`, { _token: token })).status).toBe(404);
  expect(await statusOf(pages, begun)).toBe('valid');
});

test('the own audit trail tells what happened and who did it, and nothing of others', async () => {
  const pages = await openPages();
  const begun = await give(pages);
  await use(pages, begun);
  const { consentId: subject, tppId } = begun.consent;
  const ended = { by: 'aspsp', tppId, psuId: PERSON.id, result: 'resource-ended' };
  await pages.bank.log.append(pages.bank.database, { kind: 'oauth-grant-ended', subject, body: ended });
  await pages.bank.consents.revokeByPsu(begun.consent.consentId, PERSON.id);
  const { text } = await (await signIn(pages)).visit('/activity');
  for (const words of ['Consent asked for', 'Consent given', 'Read list of accounts', 'Consent ended by you'])
    expect(text).toContain(words);
  expect(text).toMatch(/Keys to read ended\s+consent\s+the bank\s+with the consent/);
  const other = await signIn(pages, OTHER_PERSON.psuId, OTHER_PASSWORD);
  expect((await other.visit('/activity')).text).toContain('Records: none.');
});

test('a place in the list of records that there is not is its beginning, and no fault', async () => {
  const pages = await openPages();
  await give(pages);
  const browser = await signIn(pages);
  const { status, text } = await browser.visit('/activity');
  for (const after of ['9e99', 'Infinity', '-1', '1.5', '1'.repeat(30), 'x'])
    expect(await browser.visit(`/activity?after=${after}`), after).toMatchObject({ status, text });
  expect((await browser.visit('/activity?after=999999999')).text).toContain('Records: none.');
});

test('S-07 SEC-API-014 five minutes without activity end the visit; less do not', async () => {
  const pages = await openPages();
  const browser = await signIn(pages);
  for (let times = 0; times < 3; times += 1) {
    pages.bank.clock.advance({ minutes: 4 });
    expect((await browser.visit('/')).title).toMatch(/^My consents –/);
  }
  pages.bank.clock.advance({ minutes: 5 });
  expect((await browser.visit('/')).title).toContain('Log in');
});

test('S-39 a visit ends after an hour, whatever happens in it', async () => {
  const pages = await openPages();
  const browser = await signIn(pages);
  for (let times = 0; times < 15; times += 1) {
    pages.bank.clock.advance({ minutes: 4 });
    await browser.visit('/');
  }
  expect(browser.page.title).toContain('Log in');
});

test('who signs out is out, and so is whoever has a copy of the cookie', async () => {
  const pages = await openPages();
  const browser = await signIn(pages);
  const copy = browser.copy();
  expect((await copy.visit('/')).title).toMatch(/^My consents –/);
  await browser.submit('Sign out');
  expect((await browser.visit('/')).title).toContain('Log in');
  expect((await copy.visit('/')).title).toContain('Log in');
});

test('what the browser had before the code was right does not come in by that code', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  await browser.submit('Go on');
  const copy = browser.copy();
  await browser.submit('Confirm', { code: pages.lastCode() });
  expect((await copy.visit('/sign-in/wait')).title).not.toMatch(/^My consents –/);
  expect((await copy.visit('/')).title).toContain('Log in');
});

test('S-11 who has a passkey comes in by it, without a code, and can choose another way', async () => {
  const pages = await openPages();
  const authenticator = await addPasskey(pages);
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  expect(browser.page.text).toContain('a passkey (Laptop)');
  await browser.submit('Go on', { method: 'passkey' });
  expect(browser.page.text).toContain('Sign in to My consents.');
  const [, way = ''] = /<a href="([^"]*)">Confirm in another way/.exec(browser.page.html) ?? [];
  expect((await pages.browser().visit(way)).title).toContain('Log in');
  const response = JSON.stringify(authenticator.get(optionsOn(browser)));
  expect((await browser.submit('Use a passkey', { response })).title).toMatch(/^My consents –/);
  expect(pages.messages).toEqual([]);
});

test.each(['', '{', '[]', '{"id":"x"}'])(
  'what a device gave that is no passkey opens nothing, and is none: %j',
  async (response) => {
    const pages = await openPages();
    const browser = await signIn(pages);
    await browser.visit('/passkeys');
    expect((await browser.submit('Add a passkey', { name: 'x', response })).status).toBe(422);
    expect(await pages.sca.passkeys.list(PERSON.id)).toEqual([]);
    await addPasskey(pages);
    const half = pages.browser();
    await half.visit('/');
    await logIn(half);
    await half.submit('Go on', { method: 'passkey' });
    const { status } = await half.submit('Use a passkey', { response });
    expect([401, 422]).toContain(status);
    expect((await half.visit('/activity')).title).toContain('Log in');
  },
);

test('by a device it works without script: the page waits, the device approves', async () => {
  const pages = await openPages();
  const { authenticationMethodId } = await pages.enrolDevice(PERSON.id);
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  await browser.submit('Go on', { method: authenticationMethodId });
  expect(browser.page.html).toContain('<meta http-equiv="refresh" content="4;url=/sign-in/wait">');
  const device = pages.browser();
  await device.visit('/approvals');
  await logIn(device);
  expect(device.page.text).toContain('Sign in to My consents.');
  await device.submit('Approve');
  expect((await browser.visit('/sign-in/wait')).title).toMatch(/^My consents –/);
});
