import { randomUUID } from 'node:crypto';
import { ClientError } from '@openxs2a/runtime/client';
import { securePages } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { readFault } from '../answers/fault.ts';
import { BANK_NAMES, type PerBank } from '../bank/bank-names.ts';
import { createUpdate } from '../journey/update.ts';
import { askForConsent, type TppBank } from './ask-for-consent.ts';
import { type Begun, createBegunList } from './begun.ts';
import { readPsuId } from './form.ts';
import { answerPage, showAccounts, showBeginning, showRefusal, showSilence, showStatus, showWaiting } from './pages.ts';
import { showQuestion } from './question-page.ts';
import { STYLE, STYLE_PATH } from './style.ts';
import { findWay } from './ways.ts';

export interface TppAppOptions {
  /** Where browsers reach it, without a path. */
  readonly url: string;
  readonly banks: PerBank<TppBank>;
}

/** Bytes of a form; people fill in little. */
const MOST = 16_384;

/** What a customer of the TPP sees: connect accounts by any approach of SCA, then look at them. */
export function createTppApp({ url, banks }: TppAppOptions): Hono {
  const begun = createBegunList();
  const formTargets = BANK_NAMES.map((name) => banks[name].pagesUrl);

  const show = async (c: Context, { bank, consentId }: Begun, problem?: string) => {
    const { tpp, pagesUrl } = banks[bank];
    const status = await tpp.getConsentStatus({ path: { consentId } });
    if (status.status !== 200) return answerPage(c, showRefusal(status.status, readFault(status.bytes)));
    const { consentStatus } = status.body;
    if (consentStatus !== 'valid') return answerPage(c, showStatus(consentStatus, pagesUrl, problem));
    const headers = { 'Consent-ID': consentId };
    const list = await tpp.getAccountList({ headers, query: { withBalance: true } });
    if (list.status !== 200) return answerPage(c, showRefusal(list.status, readFault(list.bytes)));
    return answerPage(c, showAccounts(list.body.accounts, pagesUrl));
  };

  return new Hono()
    .onError((error, c) => {
      if (error instanceof HTTPException) return error.getResponse();
      if (error instanceof ClientError) return answerPage(c, showSilence(error.code));
      console.error(error);
      return c.text('Internal Server Error', 500);
    })
    .use(securePages({ isHttps: false, formTargets }), csrf({ origin: url }), bodyLimit({ maxSize: MOST }))
    .get(STYLE_PATH, (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css' }))
    .get('/', (c) => answerPage(c, showBeginning({ bank: banks.bank.title, oauthBank: banks.oauthBank.title })))
    .post('/connect/:way', async (c) => {
      const way = findWay(c.req.param('way'));
      if (way === undefined) return c.notFound();
      const psuId = readPsuId(await c.req.parseBody());
      const state = randomUUID();
      const wanted = { approach: way.approach, psuId, redirectUri: `${url}/back/${state}` };
      const asked = await askForConsent(banks[way.bank], wanted);
      if (!('consentId' in asked)) return answerPage(c, showRefusal(asked.status, readFault(asked.bytes)));
      begun.add(c, state, { ...asked, bank: way.bank, isBack: false });
      return c.redirect(asked.page ?? `/here/${state}`, 303);
    })
    .get('/here/:state', async (c) => {
      const found = begun.find(c);
      if (found === undefined) return c.notFound();
      const { question, ...turn } = await found.conversation.current();
      const { state } = c.req.param();
      if (question === undefined && turn.problem === undefined && turn.approach === 'DECOUPLED')
        return c.redirect(`/wait/${state}`, 303);
      if (question === undefined) return show(c, found, turn.problem);
      return answerPage(c, showQuestion(question, { ...turn, state, bank: banks[found.bank].title }));
    })
    .post('/here/:state', async (c) => {
      const found = begun.find(c);
      if (found === undefined) return c.notFound();
      const form = await c.req.parseBody();
      await found.conversation.answer(Number(form['turn']), form);
      // the browser keeps the page that it is led to, and not what was sent
      return c.redirect(`/here/${c.req.param('state')}`, 303);
    })
    .get('/wait/:state', async (c) => {
      const found = begun.find(c);
      if (found === undefined) return c.notFound();
      const { bank, consentId } = found;
      const status = await banks[bank].tpp.getConsentStatus({ path: { consentId } });
      const isWaiting = status.status === 200 && status.body.consentStatus === 'received';
      return isWaiting ? answerPage(c, showWaiting(banks[bank].pagesUrl)) : show(c, found);
    })
    .get('/back/:state', async (c) => {
      const found = begun.find(c);
      if (found === undefined) return c.notFound();
      const { bank, consentId, flow, isBack } = found;
      const confirmationCode = c.req.query('confirmationCode');
      const code = c.req.query('code');
      // what a browser brings counts once, whatever comes of it; later the page shows how it stands
      if (isBack || (confirmationCode ?? code) === undefined) return show(c, found);
      found.isBack = true;
      const { tpp, tokens } = banks[bank];
      if (confirmationCode !== undefined) await createUpdate(tpp, found)({ confirmationCode });
      if (flow !== undefined && code !== undefined) {
        // a code that is not for what this browser began brings nothing
        const granted = await flow.finish(new URL(c.req.url)).catch(() => undefined);
        if (granted !== undefined) tokens.set(consentId, granted.accessToken);
      }
      return show(c, found);
    });
}
