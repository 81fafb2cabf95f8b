import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBrowserHere, openChromium } from './open-chromium.fixture.ts';
import { type OAuthBank, openOAuthBank } from './open-oauth-bank.fixture.ts';
import { fits, logInAs, openPage as openPageOf, type PageOptions, shoot } from './open-page.fixture.ts';

// OAuth as a person sees it: the bank is a process of its own, the client a library that does not know it.

const PSU = { psuId: DEMO_PSUS.personal.psuId, password: `password of ${DEMO_PSUS.personal.psuId}` };
const OTHER = { psuId: 'several-currencies', password: 'password of several-currencies' };
const why = isBrowserHere ? '' : ' (no Chromium is here)';
const browserTest = test.skipIf(!isBrowserHere);

let chromium: Browser;
let bank: OAuthBank;
beforeAll(async () => {
  if (isBrowserHere) [chromium, bank] = await Promise.all([openChromium(), openOAuthBank()]);
});
afterAll(async () => {
  await chromium?.close();
  await bank?.close();
});

const openPage = (options?: PageOptions) => openPageOf(chromium, options);

async function goToCode(page: Page, address: URL, psu = PSU): Promise<void> {
  await page.goto(address.href);
  await logInAs(page, psu);
  await agree(page);
}

async function agree(page: Page): Promise<void> {
  const choice = page.getByLabel('Text message');
  // who has no other way is not asked by which
  if (await choice.count()) await choice.check();
  await page.getByRole('button', { name: 'Agree and confirm' }).click();
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
}

async function confirm(page: Page, code = bank.lastCode()): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
}

/** Where the browser is, back at the TPP. */
async function backOf(page: Page): Promise<URL> {
  await page.waitForURL(`${bank.backUrl}?*`);
  expect(await page.textContent('h1')).toBe('Back at the TPP');
  return new URL(page.url());
}

browserTest.each([
  ['with script', true],
  ['without script', false],
] as const)(`SCA-OAU-006 a PSU agrees %s, on a phone, and its TPP has a token${why}`, async (name, script) => {
  const { page, complaints } = await openPage({ script });
  const { consentId, flow } = await bank.begin();
  await page.goto(flow.address.href);
  await shoot(page, `oauth 1 log in, ${name}`);
  await logInAs(page, PSU);
  await shoot(page, `oauth 2 review, ${name}`);
  if (script) expect(await fits(page)).toBe(true);
  await agree(page);
  await confirm(page);
  const { access_token } = await flow.finish(await backOf(page));
  expect(await bank.statusOf(consentId)).toBe('valid');
  expect(await bank.countAccounts(consentId, access_token)).toBeGreaterThan(0);
  // the way back leads to nothing that would give another code
  await page.goBack();
  await shoot(page, `oauth 3 gone back, ${name}`);
  expect(page.url()).not.toContain('code=');
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
});

browserTest(`a PSU refuses, and the TPP is told access_denied${why}`, async () => {
  const { page } = await openPage();
  const { consentId, flow } = await bank.begin();
  await page.goto(flow.address.href);
  await logInAs(page, PSU);
  await page.getByRole('button', { name: 'No, refuse' }).click();
  const back = await backOf(page);
  expect([back.searchParams.get('error'), back.searchParams.get('iss')]).toEqual(['access_denied', bank.pagesUrl]);
  await expect(flow.finish(back)).rejects.toMatchObject({ error: 'access_denied' });
  expect(await bank.statusOf(consentId)).toBe('rejected');
});

browserTest(`who presses the button twice is back once, with a code that counts${why}`, async () => {
  const { page } = await openPage();
  const { consentId, flow } = await bank.begin();
  await goToCode(page, flow.address);
  await page.getByLabel('Code', { exact: true }).fill(bank.lastCode());
  await page.getByRole('button', { name: 'Confirm' }).dblclick();
  const { access_token } = await flow.finish(await backOf(page));
  expect(await bank.countAccounts(consentId, access_token)).toBeGreaterThan(0);
});

browserTest(`two consents side by side in one browser come to their own ends${why}`, async () => {
  const { page, context } = await openPage();
  const other = await context.newPage();
  const [first, second] = [await bank.begin(), await bank.begin()];
  await goToCode(page, first.flow.address);
  const firstCode = bank.lastCode();
  await goToCode(other, second.flow.address);
  // the login for the second is one of the whole browser, so that forms of before are not taken any more
  await confirm(page, firstCode);
  await page.getByRole('link', { name: 'Go on from here' }).click();
  await confirm(page, firstCode);
  const tokens = [await first.flow.finish(await backOf(page))];
  await confirm(other);
  tokens.push(await second.flow.finish(await backOf(other)));
  expect(tokens.map(({ scope }) => scope)).toEqual([`AIS:${first.consentId}`, `AIS:${second.consentId}`]);
});

browserTest(`N-SCA-OAU-106 a pushed request leads a browser once${why}`, async () => {
  const [{ page }, again] = [await openPage(), await openPage()];
  const { flow } = await bank.begin();
  await page.goto(flow.address.href);
  const answer = await again.page.goto(flow.address.href);
  expect(answer?.status()).toBe(400);
  await shoot(again.page, 'oauth 4 used before');
  expect(again.page.url()).toMatch(new RegExp(`^${bank.pagesUrl}/`));
});

browserTest(`a request that was tampered with goes to a page of the bank, and nowhere else${why}`, async () => {
  const { page } = await openPage();
  const [{ flow }, foreign] = [await bank.begin({ isPushed: false }), await bank.begin({ isPushed: false })];
  const elsewhere = new URL(flow.address);
  elsewhere.searchParams.set('redirect_uri', 'http://attacker.localhost/');
  const otherClient = new URL(flow.address);
  otherClient.searchParams.set('client_id', 'PSDDE-BAFIN-000000');
  const twice = new URL(`${flow.address.href}&scope=${encodeURIComponent(`AIS:${foreign.consentId}`)}`);
  for (const address of [elsewhere, otherClient, twice]) {
    expect((await page.goto(address.href))?.status()).toBe(400);
    expect(page.url()).toMatch(new RegExp(`^${bank.pagesUrl}/`));
  }
  await shoot(page, 'oauth 5 tampered with');
  expect(await page.textContent('body')).not.toContain('attacker');
});

browserTest(`S-04 the fifth wrong code ends it, and the TPP is told${why}`, async () => {
  const { page } = await openPage();
  const { consentId, flow } = await bank.begin();
  await goToCode(page, flow.address, OTHER);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    if ((await page.textContent('h1')) !== 'Enter the code') await agree(page);
    await confirm(page, String((Number(bank.lastCode()) + 1) % 1_000_000).padStart(6, '0'));
  }
  expect((await backOf(page)).searchParams.get('error')).toBe('access_denied');
  expect(await bank.statusOf(consentId)).not.toBe('valid');
});
