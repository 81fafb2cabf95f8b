import type { CeremonyChange } from '@openxs2a/sca/testing';
import { expect, test } from 'vitest';
import {
  logIn,
  NOK_URI,
  type OpenOptions,
  OTHER_PERSON,
  openPages,
  PERSON,
  REDIRECT_URI,
  scaStatusOf,
  statusOf,
} from '../pages.fixture.ts';
import { addPasskey, optionsOn } from '../passkeys.fixture.ts';

const BUTTON = 'Use a passkey';

/** A person with a passkey that has logged in to see a consent, and how it answers the page at hand. */
async function start(options: OpenOptions = {}) {
  const pages = await openPages(options);
  const authenticator = await addPasskey(pages);
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser);
  const answer = (change: CeremonyChange = {}) => JSON.stringify(authenticator.get(optionsOn(browser), change));
  return {
    pages,
    begun,
    browser,
    authenticator,
    answer,
    agree: () => browser.submit('Agree and confirm', { method: 'passkey' }),
  };
}

test('SCA-RED-002 a PSU agrees by its passkey, and is back at the TPP', async () => {
  const { pages, begun, browser, answer, agree } = await start();
  expect(browser.page.text).toContain('a passkey (Laptop)');
  expect((await agree()).title).toBe('Confirm by your passkey – Demo Bank');
  expect(browser.page.text).toContain('Accounts in Sight GmbH may read');
  expect(pages.messages).toEqual([]);
  const { status, elsewhere } = await browser.submit(BUTTON, { response: answer() });
  expect([status, elsewhere?.href]).toEqual([303, REDIRECT_URI]);
  expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['valid', 'finalised']);
  expect((await browser.visit(begun.path)).title).toContain('Nothing more to do here');
});

test('where the TPP has to confirm, what a passkey agreed to waits for that, too', async () => {
  const { pages, begun, browser, answer, agree } = await start({
    profile: { sca: { authorisationConfirmation: true } },
  });
  await agree();
  const { elsewhere } = await browser.submit(BUTTON, { response: answer() });
  expect(elsewhere?.searchParams.has('confirmationCode')).toBe(true);
  expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['received', 'unconfirmed']);
});

test('without script the page says so, and offers the other ways', async () => {
  const { pages, browser, agree } = await start();
  const { html, text } = await agree();
  expect(html).toContain('<script type="module" src="/assets/passkey.js">');
  expect(text).toContain('Your browser runs no script here, or knows no passkeys. Confirm in another way.');
  const [, way = ''] = /<a href="([^"]*\/review)"/.exec(html) ?? [];
  expect((await browser.visit(way)).title).toContain('Do you agree?');
  const sms = (await pages.sca.listMethods(PERSON.id)).map(({ authenticationMethodId }) => authenticationMethodId);
  expect((await browser.submit('Agree and confirm', { method: sms[0] ?? '' })).title).toContain('Enter the code');
});

test.each(['', 'no JSON'])(
  'a device that gives nothing (%j) has tried nothing, and may try again',
  async (response) => {
    const { pages, begun, browser, answer, agree } = await start();
    await agree();
    const { challenge } = optionsOn(browser);
    for (let times = 0; times < 6; times += 1) {
      const { status, text, title } = await browser.submit(BUTTON, { response });
      expect([status, title]).toEqual([422, 'Error: Confirm by your passkey – Demo Bank']);
      expect(text).toContain('Your device gave no passkey.');
    }
    expect(optionsOn(browser).challenge).toBe(challenge);
    expect((await browser.submit(BUTTON, { response: answer() })).elsewhere?.href).toBe(REDIRECT_URI);
    expect(await statusOf(pages, begun)).toBe('valid');
  },
);

test.each<[string, CeremonyChange]>([
  ['another origin', { origin: 'http://evil.localhost' }],
  ['another RP id', { rpId: 'evil.localhost' }],
  ['another challenge', { challenge: 'AAAA' }],
  ['no user verification', { flags: 0x01 }],
])('S-11 an answer of %s is as wrong as a wrong code', async (_, change) => {
  const { pages, begun, browser, answer, agree } = await start();
  await agree();
  const { status, text } = await browser.submit(BUTTON, { response: answer(change) });
  expect(status).toBe(401);
  expect(text).toContain('That is not right, or your access is blocked.');
  expect(await statusOf(pages, begun)).toBe('received');
});

test('S-11 a passkey whose counter has gone back agrees to nothing', async () => {
  const { pages, begun, browser, answer, agree } = await start();
  await agree();
  await browser.submit(BUTTON, { response: answer({ counter: 7 }) });
  const next = await pages.begin();
  await browser.visit(next.path);
  await logIn(browser);
  await browser.submit('Agree and confirm', { method: 'passkey' });
  expect((await browser.submit(BUTTON, { response: answer({ counter: 7 }) })).status).toBe(401);
  expect([await statusOf(pages, begun), await statusOf(pages, next)]).toEqual(['valid', 'received']);
});

test('S-11 the passkey of another PSU agrees to nothing', async () => {
  const { pages, begun, browser, agree } = await start();
  const others = await addPasskey(pages, OTHER_PERSON.id);
  await agree();
  const response = JSON.stringify(others.get(optionsOn(browser)));
  expect((await browser.submit(BUTTON, { response })).status).toBe(401);
  expect(await statusOf(pages, begun)).toBe('received');
});

test('S-08 an answer to what was asked for another consent, or before another choice, agrees to nothing', async () => {
  const { pages, begun, browser, answer, agree } = await start();
  await agree();
  const earlier = answer();
  await agreeAgain();
  expect((await browser.submit(BUTTON, { response: earlier })).status).toBe(401);
  const other = await pages.begin({ request: { frequencyPerDay: 1 } });
  await browser.visit(other.path);
  await logIn(browser);
  await agree();
  expect((await browser.submit(BUTTON, { response: earlier })).status).toBe(401);
  expect([await statusOf(pages, begun), await statusOf(pages, other)]).toEqual(['received', 'received']);

  async function agreeAgain() {
    await browser.visit(`${begun.path}/review`);
    await agree();
  }
});

test('S-01 what is sent twice at once agrees once', async () => {
  const { pages, begun, browser, answer, agree } = await start();
  await agree();
  const [, token = ''] = /name="_token" value="([^"]*)"/.exec(browser.page.html) ?? [];
  const fields = { _token: token, response: answer() };
  const answers = await Promise.all([1, 2].map(() => browser.post(`${begun.path}/passkey`, fields)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await statusOf(pages, begun)).toBe('valid');
});

test('S-04 five wrong answers end it, at the address for failures', async () => {
  const { pages, begun, browser, answer, agree } = await start();
  for (let times = 0; times < 5; times += 1) {
    if (!browser.page.title.includes('passkey')) await agree();
    await browser.submit(BUTTON, { response: answer({ challenge: 'AAAA' }) });
  }
  expect(browser.page.elsewhere?.href).toBe(NOK_URI);
  expect(await scaStatusOf(pages, begun)).toBe('failed');
  expect(await pages.sca.statusOf(PERSON.id)).toBe('blocked');
});

test('who did not log in here answers nothing', async () => {
  const { pages, begun, answer, agree } = await start();
  await agree();
  const response = answer();
  const stranger = pages.browser();
  await stranger.visit(begun.path);
  const [, token = ''] = /name="_token" value="([^"]*)"/.exec(stranger.page.html) ?? [];
  await stranger.post(`${begun.path}/passkey`, { _token: token, response });
  expect(await statusOf(pages, begun)).toBe('received');
});
