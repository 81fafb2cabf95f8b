import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

const SCREENSHOTS = join(import.meta.dirname, '../../.reports/screenshots');
export const PHONE = { width: 320, height: 700 };
export const DESK = { width: 1200, height: 800 };

export interface PageOptions {
  readonly script?: boolean;
  readonly wide?: boolean;
}

/** A page of a browser of its own, which ends with the test; what it complains about is kept. */
export async function openPage(chromium: Browser, { script = true, wide = false }: PageOptions = {}) {
  const context = await chromium.newContext({
    javaScriptEnabled: script,
    viewport: wide ? DESK : PHONE,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Kept to be looked at, in `.reports/screenshots`. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Nothing sticks out of the window to the side. */
export const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

export async function logInAs(page: Page, { psuId, password }: { readonly psuId: string; readonly password: string }) {
  await page.getByLabel('User name').fill(psuId);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}
