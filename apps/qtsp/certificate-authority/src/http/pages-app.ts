import {
  createRateLimiter,
  limitRequests,
  networkOf,
  protectForms,
  type Sessions,
  securePages,
} from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { findPersonCaller } from '../acts/people.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import { createCertificatePage } from './pages/certificate.ts';
import { createCertificatesPage } from './pages/certificates.ts';
import { createCredentialPages } from './pages/credentials.ts';
import { createEnrolmentPages } from './pages/enrolments.ts';
import { createLogPages } from './pages/log.ts';
import { createOverviewPage } from './pages/overview.ts';
import type { PageEnv, SessionValue } from './pages/page-env.ts';
import { createRegisterPages } from './pages/register.ts';
import { createRegistrationPages } from './pages/registration.ts';
import { createReportPage } from './pages/report.ts';
import { createReportsPage } from './pages/reports.ts';
import { createSignInPages, findLiveSession } from './pages/sign-in.ts';

/** Attempts to sign in: a few at once, then one every twenty seconds, for a name and for an address. */
const ATTEMPTS = { burst: 8, perSecond: 0.05 };

/** A register of some thousand entries. */
const MAX_FORM = 2 * 1024 * 1024;

/** The pages for people of the operator and of authorities. They work without script. */
export function createPagesApp(qtsp: Qtsp, sessions: Sessions<SessionValue>): Hono<PageEnv> {
  const attempts = createRateLimiter(ATTEMPTS, qtsp.clock);
  const perAddress = createRateLimiter(ATTEMPTS, qtsp.clock);
  return new Hono<PageEnv>()
    .use(securePages({ isHttps: true }))
    .on(
      'POST',
      '/sign-in',
      limitRequests(perAddress, (c) => networkOf(addressOf(c))),
    )
    .use(protectForms(sessions, MAX_FORM))
    .route('/', createSignInPages({ qtsp, sessions, attempts }))
    .use(async (c, next) => {
      const session = await findLiveSession(qtsp, sessions.find(c));
      const name = session?.value.name;
      const caller = name === undefined ? undefined : await findPersonCaller(qtsp.database, name);
      if (session === undefined || caller === undefined) return c.redirect('/sign-in', 303);
      c.set('person', { caller, formToken: session.formToken, session });
      return next();
    })
    .route('/', createOverviewPage(qtsp))
    .route('/', createRegisterPages(qtsp))
    .route('/', createRegistrationPages(qtsp))
    .route('/', createCertificatesPage(qtsp))
    .route('/', createCertificatePage(qtsp))
    .route('/', createEnrolmentPages(qtsp))
    .route('/', createCredentialPages(qtsp))
    .route('/', createReportsPage(qtsp))
    .route('/', createReportPage(qtsp))
    .route('/', createLogPages(qtsp));
}

function addressOf(c: Context): string {
  // of @hono/node-server; elsewhere all come from one place
  const env = c.env as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}
