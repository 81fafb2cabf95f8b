import { renderPagePolicy } from '@openxs2a/service';
import { answerPage, html, type Notice, showForm, tellProblem } from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import type { Login, PreStep } from '../../oauth/pre-step.ts';
import { readForm } from '../base/form.ts';
import { proveLogin } from '../base/prove-login.ts';
import { showLogin } from '../base/show-factors.ts';
import { createVisits } from '../base/visits.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import type { OAuthPagesOptions } from './options.ts';

export interface LogInOptions extends Pick<OAuthPagesOptions, 'nameOf'> {
  readonly preStep: PreStep;
}

/**
 * The login of the pre-step (Guidelines 1.3.8, 4.3): a password and nothing else, since what is begun afterwards has an SCA of
 * its own, and that is to be the only one (SCA-OAU-014). Nobody stays logged in by it.
 */
export function createLogInPages(setting: PagesOptions, { preStep, nameOf }: LogInOptions): Hono {
  const bank = setting.profile.name;
  const visits = createVisits<never>({ ...setting, name: 'xs2a-log-in', parse: () => undefined });

  const withLogin = (take: (c: Context, login: Login) => Promise<Response>) => async (c: Context) => {
    const login = preStep.readTicket(c.req.param('ticket') ?? '');
    return login === undefined ? showNothing(c) : take(c, login);
  };
  const showNothing = (c: Context) => {
    const content = html`<div class="card"><p>Nobody waits for you at this address. Go back to where you began.</p></div>`;
    return answerPage(c, { site: bank, title: 'This link does not work' }, content, 404);
  };
  const show = async (c: Context, { clientId, way }: Login, notice?: Notice, psuId = '') => {
    const target = { path: `/log-in/${c.req.param('ticket')}`, formToken: visits.of(c).formToken };
    c.header('Content-Security-Policy', renderPagePolicy([way.clientOrigin]));
    const who = (await nameOf(clientId)) ?? clientId;
    const form = showLogin(target, { psuId, isWrong: notice?.isError ?? false });
    const refuse = showForm(`${target.path}/refuse`, target.formToken, html``, { text: 'No, refuse', tone: 'second' });
    const content = html`<div class="card">
        <p><strong>${who}</strong> has sent you here, to your bank. Log in so that it knows whose customer you are.</p>
        <p>This opens no account yet: whatever it asks for, you confirm later.</p>${form}
      </div>${refuse}`;
    return answerPage(c, { site: bank, title: 'Log in', notice }, content);
  };

  return new Hono()
    .use('/log-in/*', visits.guard)
    .get(
      '/log-in/:ticket',
      withLogin((c, login) => show(c, login)),
    )
    .post(
      '/log-in/:ticket/login',
      withLogin(async (c, login) => {
        const form = await readForm(c);
        const claimed = form.text('psu-id');
        const outcome = await proveLogin(setting, { claimed, password: form.secret('password') });
        if (outcome.accepted) return c.redirect(preStep.returnAddress(login, outcome.evidence.id), 303);
        const { text, status } = say(outcome.reason);
        return show(c, login, tellProblem(text, status, 'psu-id'), claimed);
      }),
    )
    .post(
      '/log-in/:ticket/refuse',
      withLogin(async (c, login) => c.redirect(preStep.returnAddress(login, undefined), 303)),
    );
}
