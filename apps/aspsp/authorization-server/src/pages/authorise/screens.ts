import { describeSubject } from '@openxs2a/sca';
import { renderPagePolicy } from '@openxs2a/service';
import { answerPage, type Html, html, type Notice, showForm } from '@openxs2a/service/pages';
import type { Context } from 'hono';
import type { AuthorisationView } from '../../authorising/road.ts';
import {
  type FormTarget,
  showCodeForm,
  showLogin,
  showMethods,
  showPasskeyQuestion,
  showWaiting,
} from '../base/show-factors.ts';
import { PASSKEY_SCRIPT } from '../base/show-passkey.ts';
import { showReview } from '../base/show-review.ts';
import type { PagesOptions } from '../options.ts';
import { loadReview } from './load-review.ts';

import { findWayBack, isOver, type Stand } from './stand.ts';

const REFRESH_SECONDS = 4;

/** What a PSU sees of an authorisation. */
export interface Screens {
  /** The step that the authorisation waits for. */
  step(c: Context, stand: Stand, notice?: Notice, typed?: string): Promise<Response>;
  /** What it is about, and yes or no. */
  decision(c: Context, stand: Stand, notice?: Notice): Promise<Response>;
  nothing(c: Context): Response | Promise<Response>;
}

export function createScreens(setting: PagesOptions): Screens {
  const { road, profile } = setting;
  const bank = profile.name;

  /** Browsers check where redirects behind a form lead, so a page says to whom its forms may (CSP 3, form-action). */
  const allowReturn = async (c: Context, { view, wayBack }: Stand): Promise<void> => {
    c.header('Content-Security-Policy', renderPagePolicy(await road.returnOrigins(view.key, wayBack)));
  };

  const logIn = (c: Context, { view, target }: Stand, notice: Notice | undefined, psuId: string) => {
    const form = showLogin(target, { psuId, isWrong: notice?.isError ?? false });
    const content = html`<div class="card">
        <p><strong>${view.tppName}</strong> has sent you here, to your bank. Log in to see what it asks for.</p>${form}
      </div>${showRefusal(target)}`;
    return answerPage(c, { site: bank, title: 'Log in', notice }, content);
  };

  const enterCode = (c: Context, { view, target }: Stand, asked: Asked, notice: Notice | undefined) => {
    const form = showCodeForm(target, describeSubject(view.subject), asked, notice?.isError ?? false);
    const content = html`<div class="card">${form}</div>${showBack(target)}${showRefusal(target)}`;
    return answerPage(c, { site: bank, title: 'Enter the code', notice }, content);
  };

  const usePasskey = (c: Context, { view, target }: Stand, options: object, notice: Notice | undefined) => {
    const question = showPasskeyQuestion(target, describeSubject(view.subject), options);
    const content = html`<div class="card">${question}</div>${showBack(target)}${showRefusal(target)}`;
    return answerPage(c, { site: bank, title: 'Confirm by your passkey', notice, script: PASSKEY_SCRIPT }, content);
  };

  const wait = (c: Context, { view, target }: Stand, notice: Notice | undefined) => {
    const path = `${target.path}/wait`;
    const content = html`<div class="card">${showWaiting(describeSubject(view.subject), path)}</div>${showRefusal(target)}`;
    const refresh = { seconds: REFRESH_SECONDS, path };
    return answerPage(c, { site: bank, title: 'Confirm on your device', notice, refresh }, content);
  };

  const end = async (c: Context, stand: Stand) => {
    const { view, isLoggedIn } = stand;
    const address = await findWayBack(stand, road);
    // nobody has begun anything in this browser, so nobody looks for a page of the bank
    if (address !== undefined && !isLoggedIn) return c.redirect(address, 303);
    const way =
      address === undefined
        ? html`<p>You may close this page, and go back to where you began.</p>`
        : html`<p><a href="${address}" rel="noreferrer">Back to ${view.tppName}</a></p>`;
    const text = isLoggedIn ? describeEnd(view) : 'This was decided in another browser, or in another visit.';
    return answerPage(
      c,
      { site: bank, title: 'Nothing more to do here' },
      html`<div class="card"><p>${text}</p>${way}</div>`,
    );
  };

  const decision = async (c: Context, stand: Stand, notice?: Notice) => {
    const { view, target } = stand;
    await allowReturn(c, stand);
    const { reviewed, methods } = await loadReview(setting, view);
    const review = showReview(reviewed);
    const mayAgree = methods.length > 0 && reviewed.accounts.length > 0;
    const form = showForm(`${target.path}/agree`, target.formToken, html`${review}${showMethods(methods)}`, {
      text: 'Agree and confirm',
    });
    const why = methods.length > 0 ? '' : html`<p>You have no way to confirm that. Call your bank.</p>`;
    const content = html`<div class="card">${mayAgree ? form : html`${review}${why}`}</div>${showRefusal(target)}`;
    return answerPage(c, { site: bank, title: 'Do you agree?', notice }, content);
  };

  return {
    decision,
    async step(c, stand, notice, typed = '') {
      const { view, isLoggedIn } = stand;
      await allowReturn(c, stand);
      if (isOver(view)) return end(c, stand);
      if (!isLoggedIn) return logIn(c, stand, notice, typed);
      const { asked } = view;
      if (view.scaStatus === 'started') return wait(c, stand, notice);
      if (view.scaStatus !== 'scaMethodSelected' || asked?.status !== 'open') return decision(c, stand, notice);
      const { passkeyOptions } = asked;
      return passkeyOptions === undefined
        ? enterCode(c, stand, asked, notice)
        : usePasskey(c, stand, passkeyOptions, notice);
    },
    nothing: (c) =>
      answerPage(
        c,
        { site: bank, title: 'This link does not work' },
        html`<div class="card"><p>There is nothing to authorise at this address. Go back to where you began.</p></div>`,
        404,
      ),
  };
}

type Asked = NonNullable<AuthorisationView['asked']>;

/** Another way, or the same once more. */
const showBack = ({ path }: FormTarget): Html =>
  html`<p><a href="${path}/review">Look at it again, or confirm in another way</a></p>`;

const showRefusal = ({ path, formToken }: FormTarget): Html =>
  showForm(`${path}/refuse`, formToken, html``, { text: 'No, refuse', tone: 'second' });

function describeEnd({ scaStatus, tppName }: AuthorisationView): string {
  if (scaStatus === 'finalised' || scaStatus === 'exempted') return `You have agreed. ${tppName} may go on.`;
  if (scaStatus === 'unconfirmed') return `You have agreed. ${tppName} has to confirm that, so go back to it.`;
  return 'You have not agreed, and nothing was opened.';
}
