import { tellProblem } from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { isSame, proveKnowledge } from '../../authorising/knowledge.ts';
import { accept, type RoadOutcome, refuse } from '../../authorising/outcome.ts';
import type { Authenticate, AuthorisationView } from '../../authorising/road.ts';
import { type Form, readCode, readForm } from '../base/form.ts';
import { NO_PASSKEY, readPasskeyResponse } from '../base/show-passkey.ts';
import { createVisits } from '../base/visits.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { addLogin, type Journeys, parseJourneys } from './journeys.ts';
import { createScreens } from './screens.ts';
import { findStand, findWayBack, isOver, mayRefuse, type Stand } from './stand.ts';

/**
 * The redirect approach: where `scaRedirect` leads, step by step until the browser goes back to the TPP. Every GET shows
 * where the authorisation stands, every POST is one step and ends in such a GET, so that reloading, going back and sending
 * twice are harmless.
 */
export function createAuthorisePages(setting: PagesOptions): Hono {
  const { road } = setting;
  const visits = createVisits<Journeys>({
    ...setting,
    name: 'xs2a-authorise',
    parse: parseJourneys,
    // what a page asks by itself is no activity of the PSU
    isAutomatic: (c) => c.req.method === 'GET' && c.req.path.endsWith('/wait'),
  });
  const screens = createScreens(setting);

  const withStand = (take: (c: Context, stand: Stand) => Promise<Response>) => async (c: Context) => {
    const stand = await findStand(c, road, visits);
    return stand === undefined ? screens.nothing(c) : take(c, stand);
  };
  /** After a step: back to the TPP where that was the last, or on to the next one. */
  const goOn = async (c: Context, stand: Stand) =>
    c.redirect((await findWayBack(stand, road)) ?? stand.target.path, 303);

  /** What a step was refused for is shown where the authorisation stands afterwards. */
  const showRefused = async (c: Context, stand: Stand, reason: string, field?: string, typed?: string) => {
    const now = await road.find(stand.view.key);
    const view = now.accepted ? now.evidence : stand.view;
    // sent twice at once: the first of them is about to bring it to its end
    if (isOver(view) || SENT_TWICE.includes(reason)) return goOn(c, { ...stand, view });
    const { text, status } = say(reason);
    return screens.step(c, { ...stand, view }, tellProblem(text, status, field), typed);
  };

  type Refused = { readonly accepted: false; readonly reason: string };
  type Step = (view: AuthorisationView, form: Form) => Promise<RoadOutcome<AuthorisationView> | Refused>;
  /** One step of the PSU that logged in here, by a form of this visit. */
  const step = (take: Step, field?: string) =>
    withStand(async (c, stand) => {
      if (!stand.isLoggedIn || isOver(stand.view)) return goOn(c, stand);
      const outcome = await take(stand.view, await readForm(c));
      if (!outcome.accepted) return showRefused(c, stand, outcome.reason, field);
      return goOn(c, { ...stand, view: outcome.evidence });
    });

  const logIn = withStand(async (c, stand) => {
    if (isOver(stand.view) || stand.isLoggedIn) return goOn(c, stand);
    const form = await readForm(c);
    const psuId = form.text('psu-id');
    const corporateId = stand.view.psu?.corporateId;
    const outcome = await authenticate(setting, stand.view, {
      login: { psuId, ...(corporateId === undefined ? {} : { corporateId }) },
      password: form.secret('password'),
      channel: 'page',
    });
    if (!outcome.accepted) return showRefused(c, stand, outcome.reason, 'psu-id', psuId);
    const { authorisationId } = stand.view.key;
    await visits.begin(c, addLogin(stand.journeys, { authorisationId, psuId: outcome.evidence }));
    return c.redirect(stand.target.path, 303);
  });

  return new Hono()
    .use('/authorise/*', visits.guard)
    .get(
      '/authorise/:ticket',
      withStand((c, stand) => screens.step(c, stand)),
    )
    .get(
      '/authorise/:ticket/review',
      withStand((c, stand) => {
        const isChoosing = stand.isLoggedIn && stand.view.scaStatus === 'scaMethodSelected';
        return isChoosing ? screens.decision(c, stand) : screens.step(c, stand);
      }),
    )
    .get(
      '/authorise/:ticket/wait',
      withStand((c, stand) => {
        const isWaiting = stand.isLoggedIn && stand.view.scaStatus === 'started';
        return isWaiting ? screens.step(c, stand) : goOn(c, stand);
      }),
    )
    .post('/authorise/:ticket/login', logIn)
    .post(
      '/authorise/:ticket/agree',
      step(async ({ key, needsChoice }, form) => {
        const chosen = needsChoice ? await road.chooseAccounts(key, form.list('account')) : undefined;
        if (chosen?.accepted === false) return chosen;
        const exempted = await road.exempt(key);
        const needsMethod = !exempted.accepted && exempted.reason === 'sca:exemption-none';
        return needsMethod ? road.selectMethod(key, form.text('method')) : exempted;
      }, 'account'),
    )
    .post(
      '/authorise/:ticket/code',
      step(({ key }, form) => road.authorise(key, readCode(form)), 'code'),
    )
    .post(
      '/authorise/:ticket/passkey',
      step(async ({ key }, form) => {
        const response = readPasskeyResponse(form.secret('response'));
        return response === undefined ? NO_PASSKEY : road.authoriseByPasskey(key, response);
      }),
    )
    .post(
      '/authorise/:ticket/refuse',
      withStand(async (c, stand) => {
        if (isOver(stand.view) || !mayRefuse(stand)) return goOn(c, stand);
        const outcome = await road.refuse(stand.view.key);
        return goOn(c, outcome.accepted ? { ...stand, view: outcome.evidence } : stand);
      }),
    );
}

const SENT_TWICE: readonly string[] = ['sca:code-used', 'sca:passkey-used'];

/**
 * Who logs in, by the bank's id: the first time as a step of the authorisation. Afterwards, because the visit has ended or
 * the browser is another one, it has to be the same PSU, and the authorisation stays where it is.
 */
async function authenticate(
  setting: PagesOptions,
  { key, scaStatus, psu }: AuthorisationView,
  request: Authenticate,
): Promise<RoadOutcome<string>> {
  if (scaStatus === 'received' || scaStatus === 'psuIdentified') {
    const outcome = await setting.road.authenticate(key, request);
    return outcome.accepted ? accept(outcome.evidence.psu?.psuId ?? '') : outcome;
  }
  const proved = await proveKnowledge(setting, psu, request);
  if (!proved.accepted) return proved;
  return psu !== undefined && isSame(psu, proved.evidence) ? accept(psu.psuId) : refuse('consent:psu-mismatch');
}
