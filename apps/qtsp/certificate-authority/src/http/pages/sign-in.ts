import type { RateLimiter, Sessions } from '@openxs2a/service';
import { html, type Notice, showField, showForm } from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { signIn } from '../../acts/people.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { endSession, isSessionEnded } from '../../store/people.ts';
import { answerAuthorityPage, tellProblem } from './layout.ts';
import { readForm, type SessionValue } from './page-env.ts';

export interface SignInDeps {
  readonly qtsp: Qtsp;
  readonly sessions: Sessions<SessionValue>;
  /** Counts attempts for a name, whoever makes them; those of an address are counted before. */
  readonly attempts: RateLimiter;
}

export function createSignInPages({ qtsp, sessions, attempts }: SignInDeps): Hono {
  const { database, clock } = qtsp;
  return new Hono()
    .get('/sign-in', (c) => answerSignIn(c, sessions))
    .post('/sign-in', async (c) => {
      const form = await readForm(c);
      const name = form.text('name');
      const isAllowed = attempts.take(name.toLowerCase()).allowed;
      const outcome = isAllowed ? await signIn(qtsp, { name, password: form.text('password') }) : TOO_MANY;
      if (!outcome.done) {
        const problem = tellProblem(outcome.problem);
        return answerSignIn(c, sessions, isAllowed ? problem : { ...problem, status: 429 });
      }
      sessions.start(c, { name: outcome.value.name });
      return c.redirect('/', 303);
    })
    .post('/sign-out', async (c) => {
      const session = sessions.find(c);
      if (session !== undefined) {
        const { id, expiresAt } = session;
        await database.transaction((trx) => endSession(trx, id, expiresAt, clock()));
      }
      sessions.end(c);
      return c.redirect('/sign-in', 303);
    });
}

const TOO_MANY = {
  done: false,
  problem: { code: 'credentials-refused', detail: 'Too many attempts for this name; wait a minute.' },
} as const;

/** Sessions that nobody ended. */
export async function findLiveSession(
  { database }: Qtsp,
  session: ReturnType<Sessions<SessionValue>['find']>,
): Promise<typeof session> {
  return session === undefined || (await isSessionEnded(database, session.id)) ? undefined : session;
}

/** Even this form needs a session, so that nobody can be signed in by another site. */
function answerSignIn(c: Context, sessions: Sessions<SessionValue>, notice?: Notice) {
  const { formToken } = sessions.find(c) ?? sessions.start(c, {});
  const fields = html`
    ${showField({ label: 'Name', name: 'name', autocomplete: 'username' })}
    ${showField({ label: 'Password', name: 'password', type: 'password', autocomplete: 'current-password' })}`;
  return answerAuthorityPage(
    c,
    { title: 'Sign in', notice },
    html`<div class="card">
      <p>For the operator of this certificate authority and for competent authorities.</p>
      ${showForm('/sign-in', formToken, fields, { text: 'Sign in' })}
    </div>`,
  );
}
