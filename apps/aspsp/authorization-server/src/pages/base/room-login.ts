import type { Subject } from '@openxs2a/sca';
import { describeSubject } from '@openxs2a/sca';
import { answerPage, html, type Notice, showForm, tellProblem } from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import type { PagesOptions } from '../options.ts';
import { readCode, readForm } from './form.ts';
import type { Login } from './login.ts';
import { proveLogin } from './prove-login.ts';
import {
  type FormTarget,
  showCodeForm,
  showLogin,
  showMethods,
  showPasskeyQuestion,
  showWaiting,
} from './show-factors.ts';
import { NO_PASSKEY, PASSKEY_SCRIPT, readPasskeyResponse } from './show-passkey.ts';
import type { Visits } from './visits.ts';
import { say } from './words.ts';

export interface RoomLogin {
  /** Where the room begins: `/` or `/approvals`. */
  readonly home: string;
  /** As the PSU knows it. */
  readonly name: string;
  /** Whether a second factor is demanded. */
  readonly isStrong: boolean;
}

const REFRESH_SECONDS = 4;

/** What a code or a device is asked for when somebody comes in. */
export const loginSubject = (psuId: string, to: string): Subject => ({ kind: 'login', psuId, to });

/** The way into a room: password, then what the PSU has; each wrong one counts, whichever it is. */
export function createRoomLogin(
  { core, sca, random, profile }: PagesOptions,
  visits: Visits<Login>,
  { home, name, isStrong }: RoomLogin,
): Hono {
  const base = home === '/' ? '' : home;
  const path = `${base}/sign-in`;
  const targetOf = (c: Context): FormTarget => ({ path, formToken: visits.of(c).formToken });
  const show = (c: Context, title: string, content: ReturnType<typeof html>, notice?: Notice, refresh?: string) =>
    answerPage(
      c,
      {
        site: profile.name,
        title,
        notice,
        script: PASSKEY_SCRIPT,
        ...(refresh === undefined ? {} : { refresh: { seconds: REFRESH_SECONDS, path: refresh } }),
      },
      html`<div class="card">${content}</div>`,
    );
  const showPassword = (c: Context, notice?: Notice, psuId = '') =>
    show(c, `Log in to ${name}`, showLogin(targetOf(c), { psuId, isWrong: notice?.isError ?? false }), notice);

  const showSecond = async (c: Context, login: Login, notice?: Notice) => {
    const target = targetOf(c);
    const asked = await sca.findAsked(login.loginId);
    const shown = describeSubject(loginSubject(login.psuId, name));
    const again = html`<p><a href="${path}/method">Confirm in another way</a></p>`;
    if (asked?.status === 'open' && asked.challengeData !== undefined)
      return show(
        c,
        'Enter the code',
        html`${showCodeForm(target, shown, asked, notice?.isError ?? false)}${again}`,
        notice,
      );
    if (asked?.status === 'open' && asked.passkeyOptions !== undefined) {
      const question = showPasskeyQuestion(target, shown, asked.passkeyOptions);
      return show(c, 'Confirm by your passkey', html`${question}${again}`, notice);
    }
    if (asked?.status === 'open') {
      const wait = `${path}/wait`;
      return show(c, 'Confirm on your device', html`${showWaiting(shown, wait)}${again}`, notice, wait);
    }
    return showChoice(c, login, notice);
  };
  const showChoice = async (c: Context, login: Login, notice?: Notice) => {
    const title = 'Confirm that it is you';
    const methods = await sca.listPageMethods(login.psuId);
    if (methods.length === 0)
      return show(c, title, html`<p>You have no way to confirm that. Call your bank.</p>`, notice);
    const { formToken } = targetOf(c);
    const form = showForm(`${path}/method`, formToken, showMethods(methods), { text: 'Go on' });
    return show(c, title, form, notice);
  };
  const complete = async (c: Context, login: Login) => {
    await visits.begin(c, { ...login, isComplete: true });
    return c.redirect(home, 303);
  };
  /** With somebody whose password was right and who is not in yet; everybody else is where they belong. */
  const withHalf = (take: (c: Context, login: Login) => Promise<Response>) => async (c: Context) => {
    const login = visits.of(c).value;
    if (login === undefined) return c.redirect(path, 303);
    return login.isComplete ? c.redirect(home, 303) : take(c, login);
  };

  return new Hono()
    .get(path, (c) => (visits.of(c).value?.isComplete ? c.redirect(home, 303) : showPassword(c)))
    .post(`${path}/login`, async (c) => {
      const form = await readForm(c);
      const claimed = form.text('psu-id');
      const outcome = await proveLogin({ core, sca }, { claimed, password: form.secret('password') });
      if (!outcome.accepted) {
        const { text, status } = say(outcome.reason);
        return showPassword(c, tellProblem(text, status, 'psu-id'), claimed);
      }
      const { evidence: psu } = outcome;
      const login = { psuId: psu.id, name: psu.name, loginId: `login-${random.token(16)}`, isComplete: !isStrong };
      await visits.begin(c, login);
      return c.redirect(isStrong ? `${path}/method` : home, 303);
    })
    .get(
      `${path}/method`,
      withHalf((c, login) => showChoice(c, login)),
    )
    .post(
      `${path}/method`,
      withHalf(async (c, { psuId, loginId, ...login }) => {
        const authenticationMethodId = (await readForm(c)).text('method');
        const method = (await sca.listPageMethods(psuId)).find(
          (one) => one.authenticationMethodId === authenticationMethodId,
        );
        const asked = { authorisationId: loginId, psuId, subject: loginSubject(psuId, name) };
        const outcome = method && (await sca.ask(method, asked));
        if (outcome?.accepted) return c.redirect(`${path}/confirm`, 303);
        const { text, status } = say(outcome?.reason ?? 'method-unknown');
        return showChoice(c, { ...login, psuId, loginId }, tellProblem(text, status, 'method'));
      }),
    )
    .get(
      `${path}/confirm`,
      withHalf((c, login) => showSecond(c, login)),
    )
    .post(
      `${path}/passkey`,
      withHalf(async (c, login) => {
        const { psuId, loginId } = login;
        const response = readPasskeyResponse((await readForm(c)).secret('response'));
        const about = { authorisationId: loginId, psuId, subject: loginSubject(psuId, name) };
        const outcome = response === undefined ? NO_PASSKEY : await sca.answerPasskey({ ...about, response });
        if (outcome.accepted) return complete(c, login);
        const { text, status } = say(outcome.reason);
        return showSecond(c, login, tellProblem(text, status));
      }),
    )
    .get(
      `${path}/wait`,
      withHalf(async (c, login) => {
        const asked = await sca.findAsked(login.loginId);
        if (asked?.status === 'answered' && asked.psuId === login.psuId) return complete(c, login);
        if (asked?.status === 'open') return showSecond(c, login);
        const { text, status } = say(asked?.status === 'refused' ? 'approval-refused' : 'challenge-expired');
        return showChoice(c, login, tellProblem(text, status));
      }),
    )
    .post(
      `${path}/code`,
      withHalf(async (c, login) => {
        const { psuId, loginId } = login;
        const code = readCode(await readForm(c));
        const outcome = await sca.answerCode({
          authorisationId: loginId,
          psuId,
          code,
          subject: loginSubject(psuId, name),
        });
        if (outcome.accepted) return complete(c, login);
        const { text, status } = say(outcome.reason);
        return showSecond(c, login, tellProblem(text, status, 'code'));
      }),
    )
    .post(`${base}/sign-out`, async (c) => {
      await visits.end(c);
      return c.redirect(path, 303);
    });
}
