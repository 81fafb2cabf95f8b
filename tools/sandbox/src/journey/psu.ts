import { type Browser, type BrowserPage, openBrowser } from '@openxs2a/bank/testing';
import { AnswerError } from '../answers/answer-error.ts';
import type { Scene } from './scene.ts';

/** A customer of the bank in front of a browser, on its pages. Each thing that it does there is a step of the journey. */
export interface Psu {
  /** From the link that the TPP was given to the yes. Resolves with where the bank sends the browser then. */
  agree(scaRedirect: string): Promise<URL>;
  /** The same way, but for the answer. */
  refuse(scaRedirect: string): Promise<URL>;
  /** Approves on the device all that waits there. */
  approve(): Promise<void>;
  /** Ends a consent. */
  endConsent(consentId: string): Promise<void>;
}

export function createPsu({ bank, recorder, browse }: Scene, psuId: string): Psu {
  const password = bank.passwordOf(psuId);
  const login = { 'psu-id': psuId, password };
  const open = () => openBrowser(bank.pagesUrl, browse);
  const act = async (name: string, go: () => Promise<BrowserPage>): Promise<BrowserPage> => {
    const { page, bytes } = await recorder.call(name, async () => toAnswer(await go()), describe);
    if (page.status >= 400) throw new AnswerError(`"${name}" was answered by ${page.status}`, bytes);
    return page;
  };
  const logIn = async (browser: Browser, url: string) => {
    await act('PSU follows a link', () => browser.visit(url));
    await act('PSU logs in', () => browser.submit('Log in', login));
  };
  return {
    async agree(scaRedirect) {
      const browser = open();
      await logIn(browser, scaRedirect);
      await act('PSU agrees', () => browser.submit('Agree and confirm', byCode(browser)));
      return getBack(await act('PSU enters the code', () => browser.submit('Confirm', { code: bank.lastCode() })));
    },
    async refuse(scaRedirect) {
      const browser = open();
      await logIn(browser, scaRedirect);
      return getBack(await act('PSU refuses', () => browser.submit('No, refuse')));
    },
    async approve() {
      const browser = open();
      await logIn(browser, '/approvals');
      do await act('PSU approves', () => browser.submit('Approve'));
      while (browser.page.html.includes('>Approve</button>'));
    },
    async endConsent(consentId) {
      const browser = open();
      await logIn(browser, '/');
      await act('PSU asks for a code', () => browser.submit('Go on', byCode(browser)));
      await act('PSU enters the code', () => browser.submit('Confirm', { code: bank.lastCode() }));
      await act('PSU opens a consent', () => browser.visit(`/consents/${consentId}`));
      await act('PSU ends it', () => browser.submit('End this consent'));
    },
  };
}

/** Of several ways to confirm, a code. */
function byCode(browser: Browser) {
  const method = browser.choicesOf('method').find(({ label }) => label.startsWith('a code'))?.value;
  return method === undefined ? {} : { method };
}

const toAnswer = (page: BrowserPage) => {
  const { status, url, html } = page;
  return { page, status, url: url.href, bytes: new TextEncoder().encode(html) };
};

const describe = ({ page }: { readonly page: BrowserPage }) =>
  page.elsewhere === undefined ? `"${page.title.replace(/ – .*/, '')}"` : `back to ${page.elsewhere.host}`;

function getBack({ elsewhere, title, html }: BrowserPage): URL {
  if (elsewhere !== undefined) return elsewhere;
  throw new AnswerError(`The bank did not send the PSU back, but showed "${title}"`, new TextEncoder().encode(html));
}
