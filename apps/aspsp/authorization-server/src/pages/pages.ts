import { PROVIDER_PATHS } from '@openxs2a/oauth/paths';
import { answerErrors, createRateLimiter, limitRequests, networkOf, securePages } from '@openxs2a/service';
import { migrate } from '@openxs2a/store';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { createApprovalsPages } from './approvals/approvals-pages.ts';
import { createAuthorisePages } from './authorise/authorise-pages.ts';
import { createPageAssets } from './base/assets.ts';
import { VISIT_MIGRATIONS } from './base/ended-visits.store.ts';
import { createProblemPages } from './base/problem-pages.ts';
import { refuseOddAddresses } from './base/refuse-odd-addresses.ts';
import { tellAnswers } from './base/tell-answers.ts';
import { createConsentsPages } from './consents/consents-pages.ts';
import { createOAuthPages } from './oauth/oauth-pages.ts';
import { createOperatorPages } from './operator/operator-pages.ts';
import type { PagesOptions } from './options.ts';

/** Forms that try a password or a code, from one address: some at once, then one every two seconds. */
const ATTEMPTS = { burst: 30, perSecond: 0.5 };
/** What leaves something in the store each time that it is looked at, from one address; people come there once in a while. */
const BEGINNINGS = { burst: 60, perSecond: 1 };
const BEGINNING_PATHS: readonly string[] = [PROVIDER_PATHS.authorization, '/passkeys'];

const ROOMS = ['/assets/*', '/authorise/*', '/approvals/*', '/operator/*', '/oauth/*', '/log-in/*'];

/**
 * The bank's pages for people, for a listener of their own: `/authorise/…` where a TPP sends PSUs, `/` for what they have
 * consented to, `/approvals` for what waits on their device, `/oauth/…` and `/log-in/…` where TPPs send PSUs by OAuth, `/operator`
 * for the bank's own people. All work without script.
 * Makes its table if it is not there.
 */
export async function createPages(options: PagesOptions): Promise<Hono> {
  const { database, isHttps, logger, profile, operator, oauth, onAnswer = () => undefined } = options;
  await migrate(database, VISIT_MIGRATIONS, 'pages');
  const app = new Hono()
    .onError(answerErrors(logger))
    .use(tellAnswers(onAnswer))
    .use(securePages({ isHttps }), createProblemPages(profile.name), refuseOddAddresses, createAddressLimit(options))
    .route('/', createPageAssets())
    .route('/', createAuthorisePages(options))
    .route('/', createApprovalsPages(options));
  if (oauth !== undefined) app.route('/', createOAuthPages(options, oauth));
  if (operator !== undefined) app.route('/', createOperatorPages(options, operator));
  // what these do not know is not the last one's, which has all other addresses
  for (const path of ROOMS) app.all(path, (c) => c.notFound());
  return app.route('/', createConsentsPages(options));
}

/** What is wrong for a PSU is counted for the PSU; this counts who tries many of them, and who would fill the store. */
function createAddressLimit({ clock, addressOf = addressOfConnection }: PagesOptions): MiddlewareHandler {
  const keyOf = (c: Context) => networkOf(addressOf(c) ?? 'unknown');
  const attempts = limitRequests(createRateLimiter(ATTEMPTS, clock), keyOf);
  const beginnings = limitRequests(createRateLimiter(BEGINNINGS, clock), keyOf);
  return (c, next) => {
    if (c.req.method === 'POST') return attempts(c, next);
    return BEGINNING_PATHS.includes(c.req.path) ? beginnings(c, next) : next();
  };
}

function addressOfConnection(c: Context): string | undefined {
  // of @hono/node-server; elsewhere all come from one place
  const env = c.env as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress;
}
