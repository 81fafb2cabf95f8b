import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';

/** Chromium comes from npm, for Linux on x64; elsewhere `CHROMIUM` names one. */
const own = process.env['CHROMIUM'];

export const isBrowserHere =
  own !== undefined ? existsSync(own) : process.platform === 'linux' && process.arch === 'x64' && isInstalled();

export async function openChromium(): Promise<Browser> {
  const { chromium: playwright } = await import('playwright-core');
  if (own !== undefined) return playwright.launch({ executablePath: own });
  const { default: chromium } = await import('@sparticuz/chromium');
  // with one process for all, closing a context ends the browser
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote');
  return playwright.launch({ executablePath: await chromium.executablePath(), args });
}

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('@sparticuz/chromium');
    return true;
  } catch {
    // optional where it cannot be installed
    return false;
  }
}
