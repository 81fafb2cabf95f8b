import { randomUUID } from 'node:crypto';
import { securePages } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { readFault } from '../answers/fault.ts';
import type { OpenBank } from '../bank/open-bank.ts';
import { addDays } from '../days.ts';
import { type CreatedConsent, createUpdate } from '../journey/authorise.ts';
import { type Approach, createRequest, WISHES } from '../journey/consent.ts';
import type { OAuthClient, OAuthFlow } from '../journey/oauth-client.ts';
import type { Tpp } from '../journey/tpp.ts';
import { answerPage, showAccounts, showBeginning, showRefusal, showStatus, showWaiting } from './pages.ts';
import { STYLE, STYLE_PATH } from './style.ts';

export interface TppAppOptions {
  /** Where browsers reach it, without a path. */
  readonly url: string;
  readonly bank: Pick<OpenBank, 'pagesUrl' | 'today'>;
  readonly tpp: Tpp;
  /** Where the bank's redirect is OAuth: what its link leads to, followed. */
  readonly openOAuth: (metadataUrl: string) => Promise<Pick<OAuthClient, 'begin'>>;
  /** Kept where the client of the TPP takes them from. */
  readonly tokens: Map<string, string>;
}

const DAYS = 90;

/** What a customer of the TPP sees: connect accounts at the bank by redirect or on a device, then look at them. */
export function createTppApp({ url, bank, tpp, openOAuth, tokens }: TppAppOptions): Hono {
  /** By what only the browser learns that comes back; the cookie says that it is the one that began. */
  const begun = new Map<string, Begun>();
  const find = (c: Context): Begun | undefined => {
    const found = begun.get(c.req.param('state') ?? '');
    return found !== undefined && found.visitor === getCookie(c, COOKIE) ? found : undefined;
  };

  const show = async (c: Context, consentId: string) => {
    const status = await tpp.getConsentStatus({ path: { consentId } });
    if (status.status !== 200) return answerPage(c, showRefusal(status.status, readFault(status.bytes)));
    const { consentStatus } = status.body;
    if (consentStatus !== 'valid') return answerPage(c, showStatus(consentStatus, bank.pagesUrl));
    const headers = { 'Consent-ID': consentId };
    const list = await tpp.getAccountList({ headers, query: { withBalance: true } });
    if (list.status !== 200) return answerPage(c, showRefusal(list.status, readFault(list.bytes)));
    return answerPage(c, showAccounts(list.body.accounts, bank.pagesUrl));
  };

  return new Hono()
    .use(securePages({ isHttps: false, formTargets: [bank.pagesUrl] }), csrf({ origin: url }))
    .get(STYLE_PATH, (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css' }))
    .get('/', (c) => answerPage(c, showBeginning()))
    .post('/connect/:approach', async (c) => {
      const approach = parseApproach(c.req.param('approach'));
      if (approach === undefined) return c.notFound();
      const { psu } = await c.req.parseBody();
      const state = randomUUID();
      const created = await tpp.createConsent({
        headers: {
          ...WISHES[approach],
          'TPP-Redirect-URI': `${url}/back/${state}`,
          ...(typeof psu === 'string' && psu !== '' && { 'PSU-ID': psu }),
        },
        body: { type: 'application/json', value: createRequest(addDays(bank.today, DAYS)) },
      });
      if (created.status !== 201) return answerPage(c, showRefusal(created.status, readFault(created.bytes)));
      const visitor = getCookie(c, COOKIE) ?? randomUUID();
      setCookie(c, COOKIE, visitor, { httpOnly: true, sameSite: 'Lax', path: '/' });
      const { consentId, _links } = created.body;
      const { scaRedirect, scaOAuth } = _links;
      const flow =
        scaOAuth?.href === undefined
          ? undefined
          : await (await openOAuth(scaOAuth.href)).begin({ consentId, redirectUri: `${url}/back/${state}` });
      begun.set(state, { ...created.body, visitor, flow, isBack: false });
      return c.redirect(flow?.address.href ?? scaRedirect?.href ?? `/wait/${state}`, 303);
    })
    .get('/wait/:state', async (c) => {
      const found = find(c);
      if (found === undefined) return c.notFound();
      const { consentId } = found;
      const status = await tpp.getConsentStatus({ path: { consentId } });
      const isWaiting = status.status === 200 && status.body.consentStatus === 'received';
      return isWaiting ? answerPage(c, showWaiting(bank.pagesUrl)) : show(c, consentId);
    })
    .get('/back/:state', async (c) => {
      const found = find(c);
      if (found === undefined) return c.notFound();
      const { consentId, flow, isBack } = found;
      const confirmationCode = c.req.query('confirmationCode');
      const code = c.req.query('code');
      // what a browser brings counts once, whatever comes of it; later the page shows how it stands
      if (isBack || (confirmationCode ?? code) === undefined) return show(c, consentId);
      found.isBack = true;
      if (confirmationCode !== undefined) await createUpdate(tpp, found)({ confirmationCode });
      if (flow !== undefined && code !== undefined) {
        // a code that is not for what this browser began brings nothing
        const granted = await flow.finish(new URL(c.req.url)).catch(() => undefined);
        if (granted !== undefined) tokens.set(consentId, granted.accessToken);
      }
      return show(c, consentId);
    });
}

/** A consent that was asked for, and the browser in which. */
interface Begun extends CreatedConsent {
  readonly visitor: string;
  readonly flow: OAuthFlow | undefined;
  isBack: boolean;
}

const COOKIE = 'tpp-visitor';

const parseApproach = (text: string): Approach | undefined =>
  text === 'redirect' || text === 'decoupled' ? text : undefined;
