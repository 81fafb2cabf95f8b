import { describeSubject } from '@openxs2a/sca';
import { renderPagePolicy } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import type { AuthorisationView } from '../../authorising/road.ts';
import { type Form, readCode, readForm } from '../base/form.ts';
import { type Html, html } from '../base/html.ts';
import { answerPage, type Notice, tellProblem } from '../base/layout.ts';
import { showForm } from '../base/parts.ts';
import { createVisits, type Visit } from '../base/visits.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { addLogin, findLogin, type Journeys, parseJourneys } from './journeys.ts';
import { loadReview } from './load-review.ts';
import { showReview } from './show-review.ts';
import { type FormTarget, showBack, showCodeForm, showLogin, showMethods, showWaiting } from './show-steps.ts';

const REFRESH_SECONDS = 4;

/** One authorisation in one browser, as a request finds it. */
interface Stand {
  readonly view: AuthorisationView;
  readonly visit: Visit<Journeys>;
  readonly target: FormTarget;
  /** Whether this browser is the one in which the PSU proved who it is. */
  readonly isLoggedIn: boolean;
}

/**
 * The redirect approach: where `scaRedirect` leads, step by step until the browser goes back to the TPP. Every GET shows
 * where the authorisation stands, every POST is one step and ends in such a GET, so that reloading, going back and sending
 * twice are harmless.
 */
export function createAuthorisePages(options: PagesOptions): Hono {
  const { road, profile } = options;
  const visits = createVisits<Journeys>({
    ...options,
    name: 'xs2a-authorise',
    parse: parseJourneys,
    // what a page asks by itself is no activity of the PSU
    isAutomatic: (c) => c.req.method === 'GET' && c.req.path.endsWith('/wait'),
  });

  const findStand = async (c: Context): Promise<Stand | Response> => {
    const ticket = c.req.param('ticket') ?? '';
    const found = await road.findByTicket(ticket);
    if (!found.accepted) return answerNoTicket(c, found.evidence);
    return toStand(c, found.evidence);
  };
  const toStand = (c: Context, view: AuthorisationView): Stand => {
    const visit = visits.of(c);
    const login = findLogin(visit.value, view.key.authorisationId);
    const path = `/authorise/${encodeURIComponent(c.req.param('ticket') ?? '')}`;
    const isLoggedIn = login !== undefined && login.psuId === view.psu?.psuId;
    return { view, visit, target: { path, formToken: visit.formToken }, isLoggedIn };
  };

  /** Too late: it has failed, and the TPP is told where it wanted to be (SCA-RED-003). */
  const answerNoTicket = async (c: Context, evidence: Readonly<Record<string, unknown>>): Promise<Response> => {
    // the road gives the key of what has expired, and no key where there is nothing
    const key = evidence['key'] as AuthorisationView['key'] | undefined;
    const address = key && (await findFailureAddress(key));
    if (address !== undefined) return c.redirect(address, 303);
    const text = key === undefined ? 'There is nothing to authorise at this address.' : 'The time for this is up.';
    return show(c, 'This link does not work', html`<p>${text} Go back to the app or the website where you began.</p>`, {
      status: key === undefined ? 404 : 410,
    });
  };

  /** For a browser in which nobody has logged in: after a success there would be a code in it. */
  const findFailureAddress = async (key: AuthorisationView['key']): Promise<string | undefined> => {
    const found = await road.find(key);
    return found.accepted && found.evidence.scaStatus === 'failed' ? road.returnAddress(key) : undefined;
  };

  const show = (
    c: Context,
    title: string,
    content: Html,
    page: { notice?: Notice | undefined; refresh?: string; status?: 404 | 410 } = {},
  ) =>
    answerPage(
      c,
      {
        bank: profile.name,
        title,
        notice: page.notice,
        ...(page.refresh === undefined ? {} : { refresh: { seconds: REFRESH_SECONDS, path: page.refresh } }),
      },
      content,
      page.status,
    );

  /** The page of the step that the authorisation waits for. */
  const showStep = async (c: Context, stand: Stand, notice?: Notice, typed: { psuId?: string } = {}) => {
    const { view, target, isLoggedIn } = stand;
    await allowReturn(c, view);
    if (isOver(view)) return showEnd(c, stand);
    if (!isLoggedIn) {
      const who = html`<p><strong>${view.tppName}</strong> has sent you here, to your bank. Log in to see what it asks for.</p>`;
      const form = showLogin(target, { psuId: typed.psuId ?? '', isWrong: notice?.isError ?? false });
      return show(c, 'Log in', html`<div class="card">${who}${form}</div>${showRefusal(target)}`, { notice });
    }
    const shown = describeSubject(view.subject);
    if (view.scaStatus === 'scaMethodSelected' && view.asked !== undefined) {
      const form = showCodeForm(target, shown, view.asked, notice?.isError ?? false);
      const content = html`<div class="card">${form}</div>${showBack(target)}`;
      return show(c, 'Enter the code', content, { notice });
    }
    if (view.scaStatus === 'started' && view.asked !== undefined) {
      const content = html`<div class="card">${showWaiting(shown, `${target.path}/wait`)}</div>
        ${showBack(target)}`;
      return show(c, 'Confirm on your device', content, { notice, refresh: `${target.path}/wait` });
    }
    return showDecision(c, stand, notice);
  };

  const showDecision = async (c: Context, { view, target }: Stand, notice?: Notice) => {
    await allowReturn(c, view);
    const { reviewed, methods } = await loadReview(options, view);
    const hasAccounts = reviewed.accounts.length > 0;
    const agreement =
      methods.length > 0 && hasAccounts
        ? showForm(`${target.path}/agree`, target.formToken, html`${showReview(reviewed)}${showMethods(methods)}`, {
            text: 'Agree and confirm',
          })
        : html`${showReview(reviewed)}${methods.length > 0 ? '' : html`<p>You have no way to confirm that. Call your bank.</p>`}`;
    const content = html`<div class="card">${agreement}</div>${showRefusal(target)}`;
    return show(c, 'Do you agree?', content, { notice });
  };

  /** The browser that decided may go on; to any other nothing is told of it, and no code is given (SCA-RED-008). */
  const showEnd = async (c: Context, { view, isLoggedIn }: Stand) => {
    const address = isLoggedIn ? await road.returnAddress(view.key) : undefined;
    const text = isLoggedIn ? describeEnd(view) : 'This was decided, or its time is up.';
    const way =
      address === undefined
        ? html`<p>You may close this page, and go back to where you began.</p>`
        : html`<p><a href="${address}" rel="noreferrer">Back to ${view.tppName}</a></p>`;
    return show(c, 'Nothing more to do here', html`<div class="card"><p>${text}</p>${way}</div>`);
  };

  /** After a step: on to the next one, or back to the TPP where that was the last. */
  const goOn = async (c: Context, { view, target, isLoggedIn }: Stand): Promise<Response> => {
    const address = isOver(view) && isLoggedIn ? await road.returnAddress(view.key) : undefined;
    return c.redirect(address ?? target.path, 303);
  };

  /** Browsers check where redirects behind a form lead, so a page says to whom its forms may (CSP 3, form-action). */
  const allowReturn = async (c: Context, { key }: AuthorisationView): Promise<void> => {
    const origins = await road.returnOrigins(key);
    c.header('Content-Security-Policy', renderPagePolicy(origins));
  };

  type Step = (stand: Stand, form: Form) => ReturnType<PagesOptions['road']['find']>;
  /** One step by a form of this visit. What it is refused for is shown where the authorisation stands afterwards. */
  const step = (take: Step, field?: string) => async (c: Context) => {
    const stand = await findStand(c);
    if (stand instanceof Response) return stand;
    if (!stand.isLoggedIn || isOver(stand.view)) return goOn(c, stand);
    const outcome = await take(stand, await readForm(c));
    if (outcome.accepted) return goOn(c, { ...stand, view: outcome.evidence });
    const now = await road.find(stand.view.key);
    const view = now.accepted ? now.evidence : stand.view;
    if (isOver(view)) return goOn(c, { ...stand, view });
    const { text, status } = say(outcome.reason);
    return showStep(c, { ...stand, view }, tellProblem(text, status, field));
  };

  const logIn = async (c: Context) => {
    const stand = await findStand(c);
    if (stand instanceof Response) return stand;
    if (isOver(stand.view) || stand.isLoggedIn) return goOn(c, stand);
    const form = await readForm(c);
    const psuId = form.text('psu-id');
    const { key } = stand.view;
    const outcome = await road.authenticate(key, {
      login: { psuId, ...corporateOf(stand.view) },
      password: form.secret('password'),
      channel: 'page',
    });
    if (outcome.accepted) {
      const view = outcome.evidence;
      const login = { authorisationId: key.authorisationId, psuId: view.psu?.psuId ?? '' };
      await visits.begin(c, addLogin(stand.visit.value, login));
      return c.redirect(stand.target.path, 303);
    }
    const now = await road.find(key);
    const view = now.accepted ? now.evidence : stand.view;
    if (view.isFinal) {
      // it failed in front of whoever tried; a code goes along with a success alone
      const address = await road.returnAddress(key);
      return c.redirect(address ?? stand.target.path, 303);
    }
    const { text, status } = say(outcome.reason);
    return showStep(c, { ...stand, view }, tellProblem(text, status, 'psu-id'), { psuId });
  };

  return new Hono()
    .use('/authorise/*', visits.guard)
    .get('/authorise/:ticket', async (c) => {
      const stand = await findStand(c);
      return stand instanceof Response ? stand : showStep(c, stand);
    })
    .get('/authorise/:ticket/review', async (c) => {
      const stand = await findStand(c);
      if (stand instanceof Response) return stand;
      const isOpen = stand.isLoggedIn && !isOver(stand.view);
      return isOpen ? showDecision(c, stand) : showStep(c, stand);
    })
    .get('/authorise/:ticket/wait', async (c) => {
      const stand = await findStand(c);
      if (stand instanceof Response) return stand;
      const isWaiting = stand.isLoggedIn && stand.view.scaStatus === 'started' && !stand.view.isFinal;
      return isWaiting ? showStep(c, stand) : goOn(c, stand);
    })
    .post('/authorise/:ticket/login', logIn)
    .post(
      '/authorise/:ticket/agree',
      step(async ({ view }, form) => {
        if (view.needsChoice) {
          const chosen = await road.chooseAccounts(view.key, form.list('account'));
          if (!chosen.accepted) return chosen;
        }
        return road.selectMethod(view.key, form.text('method'));
      }, 'account'),
    )
    .post(
      '/authorise/:ticket/code',
      step(({ view }, form) => road.authorise(view.key, readCode(form)), 'code'),
    )
    .post('/authorise/:ticket/refuse', async (c) => {
      const stand = await findStand(c);
      if (stand instanceof Response) return stand;
      if (isOver(stand.view) || !mayRefuse(stand)) return goOn(c, stand);
      const outcome = await road.refuse(stand.view.key);
      if (!outcome.accepted) return goOn(c, stand);
      return c.redirect((await findFailureAddress(stand.view.key)) ?? stand.target.path, 303);
    });
}

const showRefusal = ({ path, formToken }: FormTarget): Html =>
  showForm(`${path}/refuse`, formToken, html``, { text: 'No, refuse', tone: 'second' });

/** Before anybody has proved who it is, whoever was sent here may turn back; afterwards that person alone. */
const mayRefuse = ({ isLoggedIn, view: { scaStatus } }: Stand): boolean =>
  isLoggedIn || scaStatus === 'received' || scaStatus === 'psuIdentified';

/** For the bank: what comes now, if anything, is between the TPP and its customer. */
const isOver = ({ isFinal, scaStatus }: AuthorisationView): boolean => isFinal || scaStatus === 'unconfirmed';

function describeEnd({ scaStatus, tppName }: AuthorisationView): string {
  if (scaStatus === 'finalised' || scaStatus === 'exempted') return `You have agreed. ${tppName} may go on.`;
  if (scaStatus === 'unconfirmed') return `You have agreed. ${tppName} has to confirm that, so go back to it.`;
  return 'You have not agreed, and nothing was opened.';
}

function corporateOf({ psu }: AuthorisationView): { readonly corporateId?: string } {
  return psu?.corporateId === undefined ? {} : { corporateId: psu.corporateId };
}
