import { expect, test } from 'vitest';
import {
  logIn,
  NOK_URI,
  OTHER_PASSWORD,
  OTHER_PERSON,
  openPages,
  PERSON,
  REDIRECT_URI,
  scaStatusOf,
  statusOf,
} from '../pages.fixture.ts';

test('SCA-RED-002 after log in, agreement and code the browser is back at the address of the TPP, and the consent is valid', async () => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  expect((await browser.visit(begun.path)).title).toBe('Log in – Demo Bank');
  expect((await logIn(browser)).title).toBe('Do you agree? – Demo Bank');
  expect((await browser.submit('Agree and confirm')).title).toBe('Enter the code – Demo Bank');
  const { status, elsewhere } = await browser.submit('Confirm', { code: pages.lastCode() });
  expect([status, elsewhere?.href]).toEqual([303, REDIRECT_URI]);
  expect(await statusOf(pages, begun)).toBe('valid');
  expect(await scaStatusOf(pages, begun)).toBe('finalised');
});
