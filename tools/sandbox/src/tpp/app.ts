import { randomUUID } from 'node:crypto';
import { securePages } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { readFault } from '../answers/fault.ts';
import type { OpenBank } from '../bank/open-bank.ts';
import { addDays } from '../days.ts';
import { type Approach, createRequest, WISHES } from '../journey/consent.ts';
import type { Tpp } from '../journey/tpp.ts';
import { answerPage, showAccounts, showBeginning, showRefusal, showStatus, showWaiting } from './pages.ts';
import { STYLE, STYLE_PATH } from './style.ts';

export interface TppAppOptions {
  /** Where browsers reach it, without a path. */
  readonly url: string;
  readonly bank: Pick<OpenBank, 'pagesUrl' | 'today'>;
  readonly tpp: Tpp;
}

const DAYS = 90;

/** What a customer of the TPP sees: connect accounts at the bank by redirect or on a device, then look at them. */
export function createTppApp({ url, bank, tpp }: TppAppOptions): Hono {
  /** Consents by what nobody can guess, so that one browser does not see what another has connected. */
  const begun = new Map<string, string>();

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
      const { consentId, _links } = created.body;
      begun.set(state, consentId);
      return c.redirect(_links.scaRedirect?.href ?? `/wait/${state}`, 303);
    })
    .get('/wait/:state', async (c) => {
      const consentId = begun.get(c.req.param('state'));
      if (consentId === undefined) return c.notFound();
      const status = await tpp.getConsentStatus({ path: { consentId } });
      const isWaiting = status.status === 200 && status.body.consentStatus === 'received';
      return isWaiting ? answerPage(c, showWaiting(bank.pagesUrl)) : show(c, consentId);
    })
    .get('/back/:state', (c) => {
      const consentId = begun.get(c.req.param('state'));
      return consentId === undefined ? c.notFound() : show(c, consentId);
    });
}

const parseApproach = (text: string): Approach | undefined =>
  text === 'redirect' || text === 'decoupled' ? text : undefined;
