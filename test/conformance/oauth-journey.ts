import { CONSENT_HEADERS, openBrowser, openOAuthClient, type TestBank } from '@openxs2a/bank/testing';
import type { Traveller } from './traveller.ts';

/** The PSU's yes on the pages of the bank, by OAuth; the token goes along with every read from then on. */
export async function authoriseByOAuth(
  bank: TestBank,
  { tpp, tokens }: Traveller,
  consentId: string,
  psuId: string,
): Promise<void> {
  const { pagesUrl = '', trust } = bank;
  const metadataUrl = `${pagesUrl}/.well-known/oauth-authorization-server`;
  const client = await openOAuthClient({ trust, tpp, metadataUrl });
  try {
    const redirectUri = CONSENT_HEADERS['TPP-Redirect-URI'];
    const flow = await client.begin({ scope: `AIS:${consentId}`, redirectUri });
    const { access_token } = await flow.finish(await agree(bank, pagesUrl, flow.address, psuId));
    tokens.set(consentId, access_token);
  } finally {
    await client.close();
  }
}

/** By a code, or on the device of a PSU that has nothing else. */
async function agree(bank: TestBank, pagesUrl: string, address: URL, psuId: string): Promise<URL> {
  const login = { 'psu-id': psuId, password: `password of ${psuId}` };
  const browser = openBrowser(pagesUrl);
  await browser.visit(address.href);
  await browser.submit('Log in', login);
  const method = browser.choicesOf('method').find(({ label }) => label.startsWith('a code'))?.value;
  const account = browser.choicesOf('account').map(({ value }) => value);
  const { url, html } = await browser.submit('Agree and confirm', { account, ...(method !== undefined && { method }) });
  if (html.includes('>Confirm</button>')) await browser.submit('Confirm', { code: bank.lastCode() });
  else {
    const device = openBrowser(pagesUrl);
    await device.visit('/approvals');
    await device.submit('Log in', login);
    await device.submit('Approve');
    await browser.visit(`${url.pathname}/wait`);
  }
  const { elsewhere } = browser.page;
  if (elsewhere === undefined) throw new Error(`The PSU is still at the bank: ${browser.page.html}`);
  return elsewhere;
}
