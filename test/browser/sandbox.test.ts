import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBrowserHere, openChromium } from './open-chromium.fixture.ts';
import { DESK, fits, logInAs, openPage as openPageOf, type PageOptions, PHONE, shoot } from './open-page.fixture.ts';
import { type BankFolder, openSandbox, type Sandbox } from './open-sandbox.fixture.ts';

// What a person does that has typed `npm start`: from the first page of the TPP to the accounts, on every road.

const PSU = { psuId: 'personal', password: 'password of personal' };
const why = isBrowserHere ? '' : ' (no Chromium is here)';
const browserTest = test.skipIf(!isBrowserHere);

let chromium: Browser;
let sandbox: Sandbox;
beforeAll(async () => {
  if (isBrowserHere) [chromium, sandbox] = await Promise.all([openChromium(), openSandbox()]);
});
afterAll(async () => {
  await chromium?.close();
  await sandbox?.close();
});

/** A browser at the first page of the TPP. */
async function begin(options?: PageOptions) {
  const opened = await openPageOf(chromium, options);
  await opened.page.goto(sandbox.tppUrl);
  return opened;
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** Nothing sticks out, on a phone as on a desk; of a page that runs no script nothing is asked by one. */
async function look(page: Page, name: string, { script = true }: PageOptions = {}): Promise<void> {
  await shoot(page, name);
  if (!script) return;
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    expect(await fits(page), name).toBe(true);
  }
  await page.setViewportSize(DESK);
}

async function seeAccounts(page: Page): Promise<void> {
  await heading(page, 'Your accounts');
  expect(await page.getByRole('row').count()).toBeGreaterThan(1);
  expect(await page.locator('tbody tr').first().textContent()).toMatch(/[A-Z]{2}\d{2} .* EUR$/);
}

const fillInCode = async (page: Page, code: string) => {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await press(page, 'Confirm');
};

/** A code that is wrong. */
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

const REDIRECTS: readonly (readonly [road: string, button: string, folder: BankFolder])[] = [
  ['redirect', 'Go to Sandbox Bank', 'bank'],
  ['OAuth', 'Go to Sandbox OAuth Bank', 'oauth-bank'],
];
const SIZES: readonly (readonly [size: string, options: PageOptions])[] = [
  ['on a phone without script', { script: false }],
  ['on a desk', { wide: true }],
];

browserTest.each(REDIRECTS.flatMap((road) => SIZES.map((size) => [...road, ...size] as const)))(
  `by %s a person goes by "%s" from the TPP to its %s and back to its accounts, %s${why}`,
  async (road, button, folder, size, options) => {
    const { page, complaints } = await begin(options);
    await look(page, `tpp 1 beginning, ${size}`, options);
    await press(page, button);
    await page.waitForURL(`http://${folder}.localhost:*/**`);
    await logInAs(page, PSU);
    await page.getByLabel('Text message').check();
    await press(page, 'Agree and confirm');
    await heading(page, 'Enter the code');
    await fillInCode(page, sandbox.lastCode(folder));
    await page.waitForURL(`${sandbox.tppUrl}back/**`);
    await seeAccounts(page);
    await look(page, `tpp 2 accounts by ${road}, ${size}`, options);
    expect(complaints).toEqual([]);
  },
);

browserTest.each(REDIRECTS)(
  `by %s a person says no, and the TPP shows no account (%s, %s)${why}`,
  async (road, button) => {
    const { page } = await begin();
    await press(page, button);
    await logInAs(page, PSU);
    await press(page, 'No, refuse');
    await heading(page, 'Nothing is connected');
    expect(await page.textContent('main')).toContain('rejected');
    await look(page, `tpp 3 said no by ${road}`);
  },
);

/** What the TPP has asked for, on the device. */
async function openDevice() {
  const { page } = await openPageOf(chromium);
  await page.goto(sandbox.deviceUrl);
  await logInAs(page, PSU);
  return page;
}

browserTest.each(SIZES)(
  `on the device a person approves, and the TPP shows the accounts, %s${why}`,
  async (size, options) => {
    const { page, complaints } = await begin(options);
    await page.getByLabel('Your user name at the bank').fill(PSU.psuId);
    await press(page, 'Ask my device');
    await heading(page, 'Your device asks you');
    await look(page, `tpp 4 waiting for the device, ${size}`, options);
    await press(await openDevice(), 'Approve');
    // the page looks again by itself
    await seeAccounts(page);
    expect(complaints).toEqual([]);
  },
);

browserTest(`on the device a person says no, and the TPP shows no account${why}`, async () => {
  const { page } = await begin();
  await press(page, 'Ask my device');
  await press(await openDevice(), 'Refuse');
  await heading(page, 'Nothing is connected');
});

/** The user name stands in its field; the password is asked for next. */
async function goToPassword(page: Page): Promise<void> {
  await press(page, 'Log in by way of this TPP');
  await heading(page, 'Who are you at your bank?');
  await press(page, 'Go on');
  await heading(page, 'Log in at your bank, by way of this TPP');
}

/** To the choice of the method. */
async function logInThroughTpp(page: Page): Promise<void> {
  await goToPassword(page);
  await page.getByLabel('Your password at the bank').fill(PSU.password);
  await press(page, 'Log in');
  await heading(page, 'How do you confirm?');
}

const choose = async (page: Page, method: string) => {
  await page.getByLabel(method).check();
  await press(page, 'Go on');
};

browserTest.each(SIZES)(
  `through the TPP a wrong password and a wrong code are said, the right ones lead to the accounts, %s${why}`,
  async (size, options) => {
    const { page, complaints } = await begin(options);
    await goToPassword(page);
    expect(await page.textContent('form')).toContain('goes through this TPP');
    await look(page, `tpp 5 log in, ${size}`, options);
    await page.getByLabel('Your password at the bank').fill('a guess');
    await press(page, 'Log in');
    expect(await page.getByRole('alert').textContent()).toContain('Try again');
    await look(page, `tpp 6 wrong password, ${size}`, options);
    await page.getByLabel('Your password at the bank').fill(PSU.password);
    await press(page, 'Log in');
    await heading(page, 'How do you confirm?');
    await look(page, `tpp 7 method, ${size}`, options);
    await choose(page, 'E-mail');
    await heading(page, 'Enter the code');
    const code = sandbox.lastCode('bank');
    await fillInCode(page, otherThan(code));
    expect(await page.getByRole('alert').textContent()).toBe('The bank does not take that code. Try again.');
    await look(page, `tpp 8 wrong code, ${size}`, options);
    await fillInCode(page, code);
    await seeAccounts(page);
    await look(page, `tpp 9 accounts through the TPP, ${size}`, options);
    expect(page.url()).not.toMatch(/guess|password|personal|code/);
    expect(complaints).toEqual([]);
  },
);

browserTest(`through the TPP, going back and pressing twice do no harm${why}`, async () => {
  const { page, complaints } = await begin();
  await logInThroughTpp(page);
  await page.getByLabel('Text message').check();
  await page.getByRole('button', { name: 'Go on' }).dblclick();
  await heading(page, 'Enter the code');
  await page.goBack();
  await page.goForward();
  await heading(page, 'Enter the code');
  await page.getByLabel('Code', { exact: true }).fill(sandbox.lastCode('bank'));
  await page.getByRole('button', { name: 'Confirm' }).dblclick();
  await seeAccounts(page);
  await page.reload();
  await seeAccounts(page);
  expect(complaints).toEqual([]);
});

browserTest(`through the TPP, a device may be what confirms${why}`, async () => {
  const { page } = await begin();
  await logInThroughTpp(page);
  await choose(page, 'App');
  await heading(page, 'Your device asks you');
  await press(await openDevice(), 'Approve');
  await seeAccounts(page);
});
