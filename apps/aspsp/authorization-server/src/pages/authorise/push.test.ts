import { expect, test } from 'vitest';
import { logIn, NOK_URI, openPages, PERSON, REDIRECT_URI, scaStatusOf, statusOf } from '../pages.fixture.ts';

/** A person that has agreed on the page, and is asked on its device. */
async function askDevice() {
  const pages = await openPages();
  const { authenticationMethodId } = await pages.enrolDevice(PERSON.id);
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser);
  await browser.submit('Agree and confirm', { method: authenticationMethodId });
  const device = pages.browser();
  await device.visit('/approvals');
  await logIn(device);
  return { pages, begun, browser, device };
}

test('who has several ways to confirm chooses one', async () => {
  const pages = await openPages();
  await pages.enrolDevice(PERSON.id);
  const browser = pages.browser();
  await browser.visit((await pages.begin()).path);
  const { text } = await logIn(browser);
  expect(text).toContain('a code by text message: Phone');
  expect(text).toContain('your device: App');
});

test('the page waits without script, and says what is to be approved', async () => {
  const { begun, browser } = await askDevice();
  expect(browser.page.title).toContain('Confirm on your device');
  expect(browser.page.html).toContain(`<meta http-equiv="refresh" content="4;url=${begun.path}/wait">`);
  expect(browser.page.text).toContain('Accounts in Sight GmbH may read');
});

test('the device shows all that is agreed to; once it approves, the page leads back to the TPP', async () => {
  const { pages, begun, browser, device } = await askDevice();
  expect(device.page.text).toContain('Accounts in Sight GmbH may read');
  expect(device.page.text).toContain('transactions');
  expect((await browser.visit(`${begun.path}/wait`)).title).toContain('Confirm on your device');
  expect((await device.submit('Approve')).text).toContain('You have approved it.');
  expect((await browser.visit(`${begun.path}/wait`)).elsewhere?.href).toBe(REDIRECT_URI);
  expect(await statusOf(pages, begun)).toBe('valid');
});

test('once the device refuses, the page leads to the address for failures', async () => {
  const { pages, begun, browser, device } = await askDevice();
  await device.submit('Refuse');
  expect((await browser.visit(`${begun.path}/wait`)).elsewhere?.href).toBe(NOK_URI);
  expect([await statusOf(pages, begun), await scaStatusOf(pages, begun)]).toEqual(['rejected', 'failed']);
});

test('S-07 that the page looks again by itself is no activity of the PSU', async () => {
  const { pages, begun, browser } = await askDevice();
  for (let minute = 0; minute < 4; minute += 1) {
    pages.bank.clock.advance({ minutes: 1 });
    expect((await browser.visit(`${begun.path}/wait`)).title).toContain('Confirm on your device');
  }
  pages.bank.clock.advance({ minutes: 1 });
  expect((await browser.visit(`${begun.path}/wait`)).title).not.toContain('Confirm on your device');
});
