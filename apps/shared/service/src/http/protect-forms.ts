import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';
import { isFormToken, type Sessions } from './sessions.ts';

/** The field of a form that holds `session.formToken`. */
export const FORM_TOKEN = '_token';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i;

/**
 * Lets a form through only if a page of this app in this session made it: another site can have a browser send a form,
 * but knows no token (OWASP, CSRF prevention). What browsers say of where it comes from must not contradict.
 */
export function protectForms(sessions: Sessions<unknown>): MiddlewareHandler {
  return async function protect(c, next) {
    if (SAFE_METHODS.has(c.req.method)) return next();
    if (c.req.header('Sec-Fetch-Site') === 'cross-site') return refuse();
    const session = sessions.find(c);
    if (session === undefined || !FORM_TYPES.test(c.req.header('Content-Type') ?? '')) return refuse();
    // Hono keeps the body that was parsed, so that the handler can ask for it again.
    const form = await c.req.parseBody({ all: true });
    return isFormToken(session, form[FORM_TOKEN]) ? next() : refuse();
  };
}

const refuse = () =>
  problem(403, 'form-refused', 'The form is too old, or of another page. Go back, reload and try again.');
