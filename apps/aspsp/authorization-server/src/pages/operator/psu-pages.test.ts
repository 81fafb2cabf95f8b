import { expect, test } from 'vitest';
import { logIn, OTHER_PERSON, PASSWORD, PERSON } from '../pages.fixture.ts';
import { openOperator, signInOperator } from './operator.fixture.ts';

const PATH = '/operator/psus';
const WHY = 'Called back, and asked for the last payment.';

/** A PSU that failed so often that it is blocked, and an operator that looks at it. */
async function openBlocked(blocks = 1) {
  const { pages } = await openOperator();
  for (let block = 0; block < blocks; block += 1) {
    for (let failure = 0; failure < 5; failure += 1)
      await pages.sca.checkPassword({ psuId: PERSON.id, password: 'wrong', channel: 'page' });
    if (block < blocks - 1) pages.bank.clock.advance({ minutes: 61 });
  }
  const browser = await signInOperator(pages);
  await browser.visit(`${PATH}?psu=${PERSON.psuId}`);
  return { pages, browser };
}

test('S-05 an operator unblocks a PSU, for a reason; it is recorded who did, and the PSU is told and comes in', async () => {
  const { pages, browser } = await openBlocked();
  expect(browser.page.text).toContain('Access blocked Until 2026-');
  const { text } = await browser.submit('Unblock', { why: WHY });
  expect(text).toContain('Its access is open again');
  expect(text).toContain('Access open');
  const { records } = await pages.bank.log.read({ kind: 'sca-unblocked', limit: 10 });
  expect(records).toMatchObject([{ actor: 'anna', subject: PERSON.id, body: { why: WHY } }]);
  await pages.sca.settled();
  expect(pages.messages.at(-1)?.text).toContain('Your access is open again.');
  const psu = pages.browser();
  await psu.visit('/');
  expect((await logIn(psu, PERSON.psuId, PASSWORD)).status).toBe(200);
});

test('S-05 a block for good lasts until it is unblocked', async () => {
  const { pages, browser } = await openBlocked(3);
  expect(browser.page.text).toContain('Until it is unblocked');
  await browser.submit('Unblock', { why: WHY });
  expect(await pages.sca.statusOf(PERSON.id)).toBe('open');
});

test('without a reason nobody is unblocked, nor by another site, nor twice', async () => {
  const { pages, browser } = await openBlocked();
  expect((await browser.submit('Unblock', { why: ' ' })).status).toBe(422);
  expect((await browser.post(`${PATH}/unblock`, { psu: PERSON.psuId, why: WHY })).status).toBe(403);
  expect(await pages.sca.statusOf(PERSON.id)).toBe('blocked');
  const [, token = ''] = /name="_token" value="([^"]*)"/.exec(browser.page.html) ?? [];
  const statuses = [];
  for (const psu of [PERSON.psuId, PERSON.psuId, OTHER_PERSON.psuId, 'nobody'])
    statuses.push((await browser.post(`${PATH}/unblock`, { _token: token, psu, why: WHY })).status);
  expect(statuses).toEqual([200, 409, 409, 404]);
});

test('of a PSU nothing is shown but whether it is blocked; of one that there is not, that', async () => {
  const { pages } = await openOperator();
  const browser = await signInOperator(pages);
  const { text } = await browser.visit(`${PATH}?psu=${OTHER_PERSON.psuId}`);
  expect(text).toContain('Access open');
  expect(text).not.toContain(OTHER_PERSON.name);
  expect(text).not.toMatch(/DE\d\d/);
  expect((await browser.visit(`${PATH}?psu=nobody`)).status).toBe(404);
  expect((await browser.visit(PATH)).status).toBe(200);
});

test('API5 who is no operator unblocks nobody', async () => {
  const { pages } = await openBlocked();
  const stranger = pages.browser();
  await stranger.visit('/operator');
  const [, token = ''] = /name="_token" value="([^"]*)"/.exec(stranger.page.html) ?? [];
  await stranger.post(`${PATH}/unblock`, { _token: token, psu: PERSON.psuId, why: WHY });
  expect(await pages.sca.statusOf(PERSON.id)).toBe('blocked');
});
