import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type BrowserBank, OPERATOR, openBank } from './open-bank.fixture.ts';
import { isBrowserHere, openChromium } from './open-chromium.fixture.ts';
import { fits, logInAs, openPage as openPageOf, type PageOptions, PHONE, shoot } from './open-page.fixture.ts';

const PSU = DEMO_PSUS.personal;
const PASSWORD = `password of ${PSU.psuId}`;
const why = isBrowserHere ? '' : ' (no Chromium is here)';

let chromium: Browser;
let bank: BrowserBank;
beforeAll(async () => {
  if (!isBrowserHere) return;
  [chromium, bank] = await Promise.all([openChromium(), openBank()]);
});
afterAll(async () => {
  await chromium?.close();
  await bank?.close();
});

const openPage = (options?: PageOptions) => openPageOf(chromium, options);

const logIn = (page: Page, password = PASSWORD) => logInAs(page, { psuId: PSU.psuId, password });

async function signIn(page: Page): Promise<void> {
  await page.goto(`${bank.pagesUrl}/`);
  await logIn(page);
  await page.getByLabel('Text message').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Code', { exact: true }).fill(bank.lastCode());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'My consents' }).waitFor();
}

const browserTest = test.skipIf(!isBrowserHere);

browserTest.each([
  ['with script', true],
  ['without script', false],
] as const)(`SCA-RED-002 a PSU agrees %s, on a phone${why}`, async (name, script) => {
  const { page, complaints } = await openPage({ script });
  const { consentId, scaRedirect } = await bank.begin();
  await page.goto(scaRedirect);
  await shoot(page, `redirect 1 log in, ${name}`);
  await logIn(page, 'wrong');
  await shoot(page, `redirect 2 wrong password, ${name}`);
  await logIn(page);
  await shoot(page, `redirect 3 review, ${name}`);
  if (script) expect(await fits(page)).toBe(true);
  await page.getByLabel('Text message').check();
  await page.getByRole('button', { name: 'Agree and confirm' }).click();
  await shoot(page, `redirect 4 code, ${name}`);
  await page.getByLabel('Code', { exact: true }).fill(bank.lastCode());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('http://tpp.localhost:*/back?state=s1');
  expect(await page.textContent('h1')).toBe('Back at the TPP');
  expect(await bank.statusOf(consentId)).toBe('valid');
  await page.goBack();
  await shoot(page, `redirect 5 gone back, ${name}`);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  expect(bank.faults).toEqual([]);
});

browserTest(`SCA-RED-002 a PSU refuses, and is back at the address for failures${why}`, async () => {
  const { page } = await openPage();
  const { consentId, scaRedirect } = await bank.begin();
  await page.goto(scaRedirect);
  await logIn(page);
  await page.getByRole('button', { name: 'No, refuse' }).click();
  await page.waitForURL('http://tpp.localhost:*/sorry?state=s1');
  expect(await bank.statusOf(consentId)).toBe('rejected');
});

/** From the link to the field for the code. */
async function goToCode(page: Page, scaRedirect: string): Promise<void> {
  await page.goto(scaRedirect);
  await logIn(page);
  await agree(page);
}

async function agree(page: Page): Promise<void> {
  await page.getByLabel('Text message').check();
  await page.getByRole('button', { name: 'Agree and confirm' }).click();
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
}

browserTest(`who presses the button twice agrees once, and is back at the TPP${why}`, async () => {
  const { page } = await openPage();
  const { consentId, scaRedirect } = await bank.begin();
  await goToCode(page, scaRedirect);
  await page.getByLabel('Code', { exact: true }).fill(bank.lastCode());
  await page.getByRole('button', { name: 'Confirm' }).dblclick();
  await page.getByText(/Back (at|to)/).waitFor();
  expect(await bank.statusOf(consentId)).toBe('valid');
});

browserTest(`a link that was tampered with leads to nothing${why}`, async () => {
  const { page } = await openPage();
  const { consentId, scaRedirect } = await bank.begin();
  const changed = scaRedirect.endsWith('A') ? `${scaRedirect.slice(0, -1)}Q` : `${scaRedirect.slice(0, -1)}A`;
  for (const link of [
    changed,
    scaRedirect.slice(0, -4),
    scaRedirect.replace(/authorise\/.*/, `authorise/${consentId}`),
  ]) {
    expect((await page.goto(link))?.status()).toBe(404);
    expect(await page.textContent('h1')).toBe('This link does not work');
  }
  expect(await bank.statusOf(consentId)).toBe('received');
});

browserTest(
  `SCA-RED-003 S-07 who comes back too late logs in anew, and from a link that is too old goes to the address for failures${why}`,
  async () => {
    const late = await openBank();
    onTestFinished(() => late.close());
    const { page } = await openPage();
    const [one, other] = [await late.begin(), await late.begin()];
    await page.goto(one.scaRedirect);
    await logIn(page);
    late.bank.clock.advance({ minutes: 5 });
    await page.getByRole('button', { name: 'Agree and confirm' }).click();
    await shoot(page, 'late 1 the visit is over');
    await page.getByRole('link', { name: 'Go on from here' }).click();
    expect(await page.textContent('h1')).toBe('Log in');
    late.bank.clock.advance({ minutes: 5 });
    await page.goto(other.scaRedirect);
    await page.waitForURL('http://tpp.localhost:*/sorry?state=s1');
  },
);

browserTest(`S-04 the fifth wrong code ends it, at the address for failures${why}`, async () => {
  const blocking = await openBank();
  onTestFinished(() => blocking.close());
  const { page } = await openPage();
  const { consentId, scaRedirect } = await blocking.begin();
  await goToCode(page, scaRedirect);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    if ((await page.textContent('h1')) !== 'Enter the code') await agree(page);
    const wrong = String((Number(blocking.lastCode()) + 1) % 1_000_000).padStart(6, '0');
    await page.getByLabel('Code', { exact: true }).fill(wrong);
    await page.getByRole('button', { name: 'Confirm' }).click();
  }
  await page.waitForURL('http://tpp.localhost:*/sorry?state=s1');
  expect(await blocking.statusOf(consentId)).not.toBe('valid');
});

browserTest(`a PSU agrees on a page and approves on its device, both without script${why}`, async () => {
  const { page } = await openPage({ script: false });
  const { consentId, scaRedirect } = await bank.begin();
  await page.goto(scaRedirect);
  await logIn(page);
  await page.getByLabel('App').check();
  await page.getByRole('button', { name: 'Agree and confirm' }).click();
  await shoot(page, 'push 1 waiting');
  const device = await openPage({ script: false });
  await device.page.goto(`${bank.pagesUrl}/approvals`);
  await logIn(device.page);
  await shoot(device.page, 'push 2 approval');
  await device.page.getByRole('button', { name: 'Approve' }).click();
  // the page looks again by itself
  await page.waitForURL('http://tpp.localhost:*/back?state=s1');
  expect(await bank.statusOf(consentId)).toBe('valid');
});

browserTest(`a browser becomes a device: its key never leaves it, and approves${why}`, async () => {
  const { page, context, complaints } = await openPage();
  await signIn(page);
  await page.getByRole('link', { name: 'Devices' }).click();
  await page.getByLabel('What you call it').fill('This very browser');
  await page.getByRole('button', { name: 'Add this browser' }).click();
  await page.getByText('This browser is a device of yours.').waitFor();
  await shoot(page, 'device 1 added');
  const { consentId, scaRedirect } = await bank.begin();
  const redirected = await context.newPage();
  await redirected.goto(scaRedirect);
  await logIn(redirected);
  await redirected.getByLabel('This very browser').check();
  await redirected.getByRole('button', { name: 'Agree and confirm' }).click();
  await page.goto(`${bank.pagesUrl}/approvals`);
  await logIn(page);
  await page.locator('[data-ready] button', { hasText: 'Approve' }).click();
  await page.getByText('You have approved it.').waitFor();
  await redirected.waitForURL('http://tpp.localhost:*/back?state=s1');
  expect(await bank.statusOf(consentId)).toBe('valid');
  expect(complaints).toEqual([]);
});

/** The browser gets a passkey provider of its own, which asks nobody. */
async function addAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the person is found to be the one whose finger it is. */
    verifies: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

const usePasskey = (page: Page) => page.locator('[data-ready] button', { hasText: 'Use a passkey' }).click();

/** A browser with a passkey of the PSU, signed in. */
async function openWithPasskey() {
  const opened = await openPage();
  const { page } = opened;
  const authenticator = await addAuthenticator(page);
  await signIn(page);
  await page.getByRole('link', { name: 'Passkeys' }).click();
  await page.getByLabel('What you call it').fill('This computer');
  await page.locator('[data-ready] button', { hasText: 'Add a passkey' }).click();
  await page.getByText('The passkey is yours.').waitFor();
  return { ...opened, authenticator };
}

browserTest(`S-11 a PSU adds a passkey and logs in by it, without a code${why}`, async () => {
  const { page, complaints } = await openWithPasskey();
  await shoot(page, 'passkey 1 added');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await logIn(page);
  await page.getByLabel('passkey').check();
  await shoot(page, 'passkey 2 chosen');
  const sent = bank.bank.sent.length;
  await page.getByRole('button', { name: 'Go on' }).click();
  await usePasskey(page);
  await page.getByRole('heading', { name: 'My consents' }).waitFor();
  expect(bank.bank.sent).toHaveLength(sent);
  expect(complaints).toEqual([]);
});

browserTest(
  `S-08 S-11 a PSU agrees to a consent by its passkey, and not where its device does not know it${why}`,
  async () => {
    const { page, complaints, authenticator } = await openWithPasskey();
    const { consentId, scaRedirect } = await bank.begin();
    await page.goto(scaRedirect);
    await logIn(page);
    await page.getByLabel('passkey').check();
    await page.getByRole('button', { name: 'Agree and confirm' }).click();
    await page.locator('[data-ready]').waitFor();
    await shoot(page, 'passkey 3 asked for a consent');
    expect(await fits(page)).toBe(true);
    expect(await page.getByText('Your browser runs no script here').isVisible()).toBe(false);
    await authenticator.verifies(false);
    await usePasskey(page);
    await page.getByText('Your device gave no passkey.').waitFor();
    expect(await bank.statusOf(consentId)).toBe('received');
    await authenticator.verifies(true);
    await usePasskey(page);
    await page.waitForURL('http://tpp.localhost:*/back?state=s1');
    expect(await bank.statusOf(consentId)).toBe('valid');
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    expect(bank.faults).toEqual([]);
  },
);

browserTest(`without script a page that asks for a passkey says so, and offers the other ways${why}`, async () => {
  await openWithPasskey();
  const { page } = await openPage({ script: false });
  const { consentId, scaRedirect } = await bank.begin();
  await page.goto(scaRedirect);
  await logIn(page);
  await page.getByLabel('passkey').check();
  await page.getByRole('button', { name: 'Agree and confirm' }).click();
  await page.getByText('Your browser runs no script here').waitFor();
  await shoot(page, 'passkey 4 without script');
  expect(await page.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false);
  await page.getByRole('link', { name: 'confirm in another way' }).click();
  await agree(page);
  await page.getByLabel('Code', { exact: true }).fill(bank.lastCode());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('http://tpp.localhost:*/back?state=s1');
  expect(await bank.statusOf(consentId)).toBe('valid');
});

browserTest(`a PSU looks at its consents and ends one${why}`, async () => {
  const { page } = await openPage({ wide: true });
  await signIn(page);
  await shoot(page, 'consents 1 all');
  await page.setViewportSize(PHONE);
  await shoot(page, 'consents 1 all, phone');
  expect(await fits(page)).toBe(true);
  await page.getByRole('table', { name: 'In force' }).getByRole('link').first().click();
  await shoot(page, 'consents 2 one');
  const [, consentId = ''] = /\/consents\/(.+)$/.exec(page.url()) ?? [];
  await page.getByRole('button', { name: 'End this consent' }).click();
  await page.getByText('The consent has ended.').waitFor();
  expect(await bank.statusOf(consentId)).toBe('revokedByPsu');
  await page.getByRole('link', { name: 'Activity' }).click();
  await shoot(page, 'consents 3 activity');
});

browserTest(`the bank's operator reports an incident, and looks at the interface${why}`, async () => {
  const { page } = await openPage({ wide: true });
  await page.goto(`${bank.pagesUrl}/operator`);
  await page.getByLabel('Name').fill(OPERATOR.name);
  await page.getByLabel('Password').fill(OPERATOR.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.goto(`${bank.pagesUrl}/operator/incidents/new?tpp=PSDDE-BAFIN-999999`);
  await page.getByLabel('What happened').fill('Reads accounts of PSUs that never consented.');
  await page.getByRole('button', { name: 'Block and report' }).click();
  await shoot(page, 'operator 1 incident');
  await page.getByRole('link', { name: 'PSDDE-BAFIN-999999' }).click();
  await shoot(page, 'operator 2 TPP');
  expect(await page.getByText('blocked').first().isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Interface' }).click();
  await shoot(page, 'operator 3 interface');
  expect(bank.faults).toEqual([]);
});

browserTest(`nobody shows the bank's pages in a frame of its own${why}`, async () => {
  const { page, complaints } = await openPage();
  await page.setContent(`<iframe src="${bank.pagesUrl}/sign-in"></iframe>`);
  await expect.poll(() => complaints.join(' ')).toMatch(/frame-ancestors|X-Frame-Options/);
});
