import { createManualClock } from '@openxs2a/edge/testing';
import { systemRandom as random } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { createPreStep } from '../../oauth/pre-step.ts';
import { BLOCKED, logIn, openPages, PERSON, TPP } from '../pages.fixture.ts';
import { createOAuthProblemPage } from './render-oauth-problem.ts';

const ORIGIN = 'http://bank.localhost:4400';
const WAY = { returnTo: `${ORIGIN}/oauth/interaction/1/return`, clientOrigin: 'https://tpp.example' };

/** Pages with OAuth behind them: what it is asked for is told back. */
async function open() {
  const clock = createManualClock();
  const preStep = createPreStep({ key: new Uint8Array(32), pagesUrl: ORIGIN, minutes: 10, clock, random });
  const oauth = {
    preStep,
    people: ({ url }: Request) => new Response(`OAuth was asked for ${url}`),
    nameOf: async (clientId: string) => (clientId === TPP.tppId ? TPP.legalName : undefined),
  };
  const pages = await openPages({ pages: { oauth } });
  const browser = pages.browser();
  const goTo = async (clientId: string = TPP.tppId) => {
    const page = await preStep.sendToPage({ loginId: 'login-1', clientId }, WAY);
    return browser.visit(page.slice(ORIGIN.length));
  };
  const standOf = () => {
    const [, proof = ''] = /[?&]proof=([^&]*)/.exec(browser.page.path) ?? [];
    return preStep.standOf('login-1', proof);
  };
  return { pages, browser, preStep, goTo, standOf };
}

test('SCA-OAU-014 in the pre-step a PSU logs in with its password, and its browser goes back with the proof', async () => {
  const { browser, goTo, standOf } = await open();
  const page = await goTo();
  expect(page.text).toContain(`${TPP.legalName} has sent you here`);
  expect(page.headers.get('Content-Security-Policy')).toContain("form-action 'self' https://tpp.example;");
  await logIn(browser);
  expect(browser.page.text + browser.page.html).toContain(`OAuth was asked for ${WAY.returnTo}?proof=`);
  expect(await standOf()).toEqual({ is: 'authorised', psuId: PERSON.id });
});

test('nobody stays logged in: the next one is asked again', async () => {
  const { browser, goTo } = await open();
  await goTo();
  await logIn(browser);
  expect((await goTo()).title).toContain('Log in');
});

test.each([
  ['a wrong password', PERSON.psuId, 'wrong'],
  ['nobody', 'nobody', 'wrong'],
  ['no name', '', 'wrong'],
  ['whom the bank has blocked', BLOCKED.psuId, undefined],
])('S-03 with %s the login does not go on, and it is not told why', async (_name, psuId, password) => {
  const { browser, goTo } = await open();
  await goTo();
  const page = await logIn(browser, psuId, password);
  expect([page.status, page.elsewhere]).toEqual([401, undefined]);
  expect(page.text).toContain('That is not right, or your access is blocked.');
});

test('S-04 five failures block, here as everywhere', async () => {
  const { browser, goTo, pages } = await open();
  await goTo();
  for (let count = 0; count < 5; count += 1) await logIn(browser, PERSON.psuId, 'wrong');
  expect((await logIn(browser)).status).toBe(401);
  expect(await pages.sca.statusOf(PERSON.id)).toBe('blocked');
});

test('who refuses goes back as well', async () => {
  const { browser, goTo, standOf } = await open();
  await goTo('PSDFR-ACPR-200002');
  expect(browser.page.text).toContain('PSDFR-ACPR-200002 has sent you here');
  await browser.submit('No, refuse');
  expect(await standOf()).toEqual({ is: 'refused' });
});

test('a login that we sent nobody to, or a form of another page, is none', async () => {
  const { browser, goTo } = await open();
  expect((await browser.visit('/log-in/anything')).status).toBe(404);
  await goTo();
  const { path } = browser.page;
  const fields = { 'psu-id': PERSON.psuId, password: 'x', _token: 'forged' };
  expect((await browser.post(`${path}/login`, fields)).status).toBe(403);
  expect((await browser.post('/log-in/anything/login', fields)).status).toBe(403);
});

test('where the bank has no OAuth there is nothing at its addresses', async () => {
  const pages = await openPages();
  for (const path of ['/oauth/authorize', '/log-in/x']) expect((await pages.browser().visit(path)).status).toBe(404);
});

test('what goes wrong in OAuth is told on a page of the bank', async () => {
  const answer = await createOAuthProblemPage('Demo <Bank>')({
    status: 400,
    error: 'invalid_request',
    text: 'No state.',
  });
  const html = await answer.text();
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'text/html; charset=UTF-8']);
  expect(html).toContain('No state. (invalid_request)');
  expect(html).toContain('Demo &lt;Bank&gt;');
});
