import { expect, test } from 'vitest';
import type { TestBrowser } from '../browser.fixture.ts';
import {
  type BeginOptions,
  type BegunConsent,
  BLOCKED,
  logIn,
  NOK_URI,
  type OpenOptions,
  OTHER_PASSWORD,
  OTHER_PERSON,
  openPages,
  PASSWORD,
  type PagesBank,
  PERSON,
  REDIRECT_URI,
  scaStatusOf,
  statusOf,
} from '../pages.fixture.ts';

interface Journey {
  readonly pages: PagesBank;
  readonly begun: BegunConsent;
  readonly browser: TestBrowser;
}

async function start({ begin, ...options }: OpenOptions & { begin?: BeginOptions } = {}): Promise<Journey> {
  const pages = await openPages(options);
  const begun = await pages.begin(begin);
  const browser = pages.browser();
  await browser.visit(begun.path);
  return { pages, begun, browser };
}

const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const BANK_OFFERED = { access: { balances: [], transactions: [] } };

test('SCA-RED-002 after log in, agreement and code the browser is back at the address of the TPP, and the consent is valid', async () => {
  const { pages, begun, browser } = await start();
  expect(browser.page.title).toBe('Log in – Demo Bank');
  expect((await logIn(browser)).title).toBe('Do you agree? – Demo Bank');
  expect((await browser.submit('Agree and confirm')).title).toBe('Enter the code – Demo Bank');
  const { status, elsewhere } = await browser.submit('Confirm', { code: pages.lastCode() });
  expect([status, elsewhere?.href]).toEqual([303, REDIRECT_URI]);
  expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['valid', 'finalised']);
});

test('AIS-CNS-070 all that is asked for is shown, to be agreed to as one: no ticks for kinds of information, no IBAN to type', async () => {
  const { browser } = await start();
  const { text, html } = await logIn(browser);
  expect(text).toContain('Accounts in Sight GmbH');
  expect(text).toContain('BAFIN, Germany, number 100001');
  expect(text).toContain('the accounts with their names and numbers');
  expect(text).toContain('balances transactions');
  expect(text).toContain('up to 4 times a day');
  expect(text).toContain('2027-05-24');
  expect(text).toMatch(/DE\d\d( \d{4})+/);
  expect(html).not.toMatch(/type="(checkbox|text)"/);
  expect(html.match(/<button/g)).toHaveLength(2);
});

test('S-08 what a code is for stands above the field for it, and in the message', async () => {
  const { pages, browser } = await start();
  await logIn(browser);
  const { text, html } = await browser.submit('Agree and confirm');
  const shown = /Accounts in Sight GmbH may read \d+ accounts? until 2027-05-24, 4 times a day\./;
  expect(text).toMatch(shown);
  expect(pages.messages.at(-1)?.text).toMatch(shown);
  expect(html).toContain('autocomplete="one-time-code"');
  expect(html).toContain('inputmode="numeric"');
});

test.each([
  ['before anybody has logged in', async () => undefined],
  ['at the review', logIn],
  [
    'at the code',
    async (browser: TestBrowser) => {
      await logIn(browser);
      await browser.submit('Agree and confirm');
    },
  ],
] as const)(
  'SCA-RED-002 who refuses %s goes to the address for failures, and the consent is rejected',
  async (_, go) => {
    const { pages, begun, browser } = await start();
    await go(browser);
    expect((await browser.submit('No, refuse')).elsewhere?.href).toBe(NOK_URI);
    expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['rejected', 'failed']);
  },
);

test('N-SCA-RED-103 SCA-RED-011 without an address for failures the other one is told of it, with the state and without a code', async () => {
  const { browser } = await start({ begin: { uris: { redirectUri: REDIRECT_URI } } });
  const { elsewhere } = await browser.submit('No, refuse');
  expect(elsewhere?.href).toBe('https://tpp.example/back?state=s1&error=access_denied');
});

test('a TPP that gave no address at all: the bank says that it is done', async () => {
  const { pages, begun, browser } = await start({ begin: { uris: {} } });
  await logIn(browser);
  await browser.submit('Agree and confirm');
  const { text, elsewhere } = await browser.submit('Confirm', { code: pages.lastCode() });
  expect(elsewhere).toBeUndefined();
  expect(text).toContain('You have agreed.');
  expect(await statusOf(pages, begun)).toBe('valid');
});

const CONFIRMING = { profile: { sca: { authorisationConfirmation: true } } };

test('SCA-RED-009 SCA-RED-016 where the TPP has to confirm, the browser brings it a code, and nothing is valid before', async () => {
  const { pages, begun, browser } = await start(CONFIRMING);
  await logIn(browser);
  await browser.submit('Agree and confirm');
  const { elsewhere } = await browser.submit('Confirm', { code: pages.lastCode() });
  const code = elsewhere?.searchParams.get('confirmationCode') ?? '';
  expect(elsewhere?.searchParams.get('state')).toBe('s1');
  expect(code).toMatch(/^[\w-]{20,}$/);
  expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['received', 'unconfirmed']);
  expect((await pages.road.confirm(begun.key, code)).accepted).toBe(true);
  expect(await statusOf(pages, begun)).toBe('valid');
});

test('SCA-RED-008 a code for the TPP is given to the browser that agreed, and to no other that has the link', async () => {
  const { pages, begun, browser } = await start(CONFIRMING);
  const other = pages.browser();
  await other.visit(begun.path);
  await logIn(browser);
  await browser.submit('Agree and confirm');
  await browser.submit('Confirm', { code: pages.lastCode() });
  for (const path of [begun.path, `${begun.path}/wait`, `${begun.path}/review`]) {
    const { elsewhere, html, status } = await other.visit(path);
    expect([status, elsewhere]).toEqual([200, undefined]);
    expect(html).not.toMatch(/confirmationCode|tpp\.example/);
  }
});

test('SCA-RED-003 a link that nobody followed in time leads to the address for failures', async () => {
  const { pages, begun, browser } = await start();
  pages.bank.clock.advance({ minutes: 10 });
  expect((await browser.visit(begun.path)).elsewhere?.href).toBe(NOK_URI);
  expect(await scaStatusOf(pages, begun)).toBe('failed');
});

test.each(['x', '', '../consents', 'A'.repeat(43), '%00', '%F0%9F'])(
  'SEC-API-001 a link that the bank never gave out is a page that says so: %j',
  async (ticket) => {
    const { pages } = await start();
    const { status, text } = await pages.browser().visit(`/authorise/${ticket}`);
    expect([200, 400, 404]).toContain(status);
    expect(text).not.toContain('Agree');
  },
);

test('S-03 SEC-API-013 a wrong password, an unknown name, another PSU and one that the bank has blocked are told the same', async () => {
  const tries = [
    [PERSON.psuId, 'wrong'],
    ['nobody', PASSWORD],
    [PERSON.psuId, ''],
    ['', ''],
  ] as const;
  const answers = new Set<string>();
  for (const [psuId, password] of tries) {
    const { browser } = await start();
    const { status, text, html } = await logIn(browser, psuId, password);
    answers.add(`${status} ${text}`);
    expect(html).not.toContain(PASSWORD);
  }
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toMatch(/^401 There is a problem\./);
});

test('S-04 SEC-API-012 the fifth wrong password ends it: back to the TPP, and the right one does not help any more', async () => {
  const { pages, begun, browser } = await start();
  for (let attempt = 1; attempt <= 4; attempt += 1)
    expect((await logIn(browser, PERSON.psuId, 'wrong')).status).toBe(401);
  expect((await logIn(browser, PERSON.psuId, 'wrong')).elsewhere?.href).toBe(NOK_URI);
  expect(await scaStatusOf(pages, begun)).toBe('failed');
  const next = await pages.begin();
  await browser.visit(next.path);
  const { elsewhere, status } = await logIn(browser);
  expect(elsewhere?.href ?? status).toBe(NOK_URI);
});

test('whom the bank has blocked does not come in', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser, BLOCKED.psuId);
  expect(browser.page.text).not.toContain('Agree');
  expect(await statusOf(pages, begun)).not.toBe('valid');
});

test('S-01 S-03 a wrong code is told as a wrong password is; after three of them another code is asked for', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  await browser.submit('Agree and confirm');
  const first = pages.lastCode();
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { status, title } = await browser.submit('Confirm', { code: wrongOf(first) });
    expect([status, title]).toEqual([401, 'Error: Enter the code – Demo Bank']);
  }
  expect((await browser.submit('Confirm', { code: wrongOf(first) })).title).toContain('Do you agree?');
  await browser.submit('Agree and confirm');
  expect((await browser.submit('Confirm', { code: first })).status).toBe(401);
  expect((await browser.submit('Confirm', { code: pages.lastCode() })).elsewhere?.href).toBe(REDIRECT_URI);
  expect(await statusOf(pages, begun)).toBe('valid');
});

test('S-04 the fifth wrong code ends it', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    if (browser.page.title.includes('Do you agree?')) await browser.submit('Agree and confirm');
    await browser.submit('Confirm', { code: wrongOf(pages.lastCode()) });
  }
  expect(browser.page.elsewhere?.href).toBe(NOK_URI);
  expect(await scaStatusOf(pages, begun)).toBe('failed');
});

test('AIS-CNS-070 of a bank offered consent the PSU chooses accounts, and the code is for those', async () => {
  const { pages, begun, browser } = await start({ begin: { request: BANK_OFFERED } });
  await logIn(browser);
  const [account] = await pages.bank.core.listAccounts(PERSON.id);
  const none = await browser.submit('Agree and confirm');
  expect([none.status, none.text]).toEqual([422, expect.stringContaining('Choose at least one account.')]);
  const { text } = await browser.submit('Agree and confirm', { account: [account?.id ?? ''] });
  expect(text).toContain('may read 1 account until');
  await browser.submit('Confirm', { code: pages.lastCode() });
  const found = await pages.bank.consents.find(begun.consent.consentId, begun.consent.tppId);
  expect(found.accepted && found.evidence.access.balances).toHaveLength(1);
});

test('accounts of somebody else cannot be chosen, whatever a form says', async () => {
  const { pages, begun, browser } = await start({ begin: { request: BANK_OFFERED } });
  await logIn(browser);
  const [foreign] = await pages.bank.core.listAccounts(OTHER_PERSON.id);
  const { status } = await browser.submit('Agree and confirm', { account: [foreign?.id ?? ''] });
  expect(status).toBe(422);
  expect(pages.messages).toEqual([]);
  expect(await statusOf(pages, begun)).not.toBe('valid');
});

test('S-08 SEC-API-015 who changes the choice gets another code, and the one before counts no more', async () => {
  const { pages, begun, browser } = await start({ begin: { request: BANK_OFFERED } });
  await logIn(browser);
  const accounts = await pages.bank.core.listAccounts(PERSON.id);
  await browser.submit('Agree and confirm', { account: accounts.slice(0, 1).map(({ id }) => id) });
  const first = pages.lastCode();
  await browser.visit(`${begun.path}/review`);
  await browser.submit('Agree and confirm', { account: accounts.slice(0, 2).map(({ id }) => id) });
  expect((await browser.submit('Confirm', { code: first })).status).toBe(401);
  expect((await browser.submit('Confirm', { code: pages.lastCode() })).elsewhere?.href).toBe(REDIRECT_URI);
});

test('sending the code twice leads to the same place, and agrees once', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  await browser.submit('Agree and confirm');
  const twin = browser.copy();
  await twin.visit(begun.path);
  const code = pages.lastCode();
  const answers = await Promise.all([browser.submit('Confirm', { code }), twin.submit('Confirm', { code })]);
  expect(answers.map(({ elsewhere }) => elsewhere?.href)).toContain(REDIRECT_URI);
  for (const one of [browser, twin]) expect((await one.visit(begun.path)).html).toContain(`href="${REDIRECT_URI}"`);
  expect(answers.every(({ status }) => status < 400)).toBe(true);
  const { records } = await pages.bank.log.read({ subject: begun.consent.consentId, kind: 'consent-given' });
  expect(records).toHaveLength(1);
});

test('going back and reloading show where it stands: the step that waits, or that it is done', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  expect((await browser.visit(begun.path)).title).toContain('Do you agree?');
  await browser.submit('Agree and confirm');
  expect((await browser.visit(begun.path)).title).toContain('Enter the code');
  expect(pages.messages).toHaveLength(1);
  await browser.submit('Confirm', { code: pages.lastCode() });
  const done = await browser.visit(begun.path);
  expect(done.text).toContain('You have agreed.');
  expect(done.html).toContain(`href="${REDIRECT_URI}"`);
  expect(done.elsewhere).toBeUndefined();
});

test('S-07 SEC-API-014 after five minutes without the PSU the visit is over; who logs in again goes on from there', async () => {
  const { pages, begun, browser } = await start({ profile: { sca: { redirectMinutes: 60 } } });
  await logIn(browser);
  pages.bank.clock.advance({ minutes: 4 });
  expect((await browser.visit(begun.path)).title).toContain('Do you agree?');
  pages.bank.clock.advance({ minutes: 5 });
  expect((await browser.visit(begun.path)).title).toContain('Log in');
  expect((await logIn(browser, OTHER_PERSON.psuId, OTHER_PASSWORD)).status).toBe(401);
  expect((await logIn(browser)).title).toContain('Do you agree?');
  await browser.submit('Agree and confirm');
  expect((await browser.submit('Confirm', { code: pages.lastCode() })).elsewhere?.href).toBe(REDIRECT_URI);
});

test('S-07 a form of a visit that is over does nothing', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  pages.bank.clock.advance({ minutes: 5 });
  const { status, text } = await browser.submit('Agree and confirm');
  expect([status, text]).toEqual([403, expect.stringContaining('Nothing was done by it.')]);
  expect(pages.messages).toEqual([]);
  expect(await scaStatusOf(pages, begun)).toBe('psuAuthenticated');
});

test('another browser with the link has to log in itself, as the same PSU', async () => {
  const { pages, begun, browser } = await start();
  await logIn(browser);
  const other = pages.browser();
  expect((await other.visit(begun.path)).title).toContain('Log in');
  const { path } = begun;
  await other.post(`${path}/refuse`, { _token: /name="_token" value="([^"]*)"/.exec(other.page.html)?.[1] ?? '' });
  expect(await scaStatusOf(pages, begun)).toBe('psuAuthenticated');
  expect((await logIn(other, OTHER_PERSON.psuId, OTHER_PASSWORD)).status).toBe(401);
  expect((await other.visit(begun.path)).text).not.toContain('Agree');
});

test('two authorisations in two tabs of one browser go on side by side', async () => {
  const { pages, begun, browser } = await start();
  const second = await pages.begin({ tpp: { tppId: 'PSDFR-ACPR-2', legalName: 'Other TPP' } });
  await logIn(browser);
  await browser.visit(second.path);
  await logIn(browser);
  expect((await browser.visit(begun.path)).text).toContain('Accounts in Sight GmbH asks');
  expect((await browser.visit(second.path)).text).toContain('Other TPP asks');
});

test('whoever the TPP named is who has to log in: another PSU ends it, at the address for failures', async () => {
  const { pages, begun, browser } = await start({ begin: { psuId: PERSON.id } });
  expect((await logIn(browser, OTHER_PERSON.psuId, OTHER_PASSWORD)).elsewhere?.href).toBe(NOK_URI);
  expect(await scaStatusOf(pages, begun)).toBe('failed');
});

test('a consent for accounts of other people cannot be agreed to', async () => {
  const [foreign] = [{ iban: 'FR7630006000011234567890189' }];
  const { pages, begun, browser } = await start({ begin: { request: { access: { balances: [foreign] } } } });
  await logIn(browser);
  expect(browser.page.text).not.toContain('Agree and confirm');
  expect(await statusOf(pages, begun)).not.toBe('valid');
});
