import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from './problem.ts';
import { isFormToken, type Sessions } from './sessions.ts';

/** The field of a form that holds `session.formToken`. */
export const FORM_TOKEN = '_token';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const MAX_FORM_BYTES = 64 * 1024;
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i;

/**
 * Lets a form through only if a page of this app in this session made it: another site can have a browser send a form,
 * but knows no token (OWASP, CSRF prevention). What browsers say of where it comes from must not contradict. No more than
 * `maxBytes` of a form are read, 64 KiB where nothing is said.
 */
export function protectForms(sessions: Sessions<unknown>, maxBytes = MAX_FORM_BYTES): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: () => problem(413, 'body-too-large', 'The form is larger than the server reads.'),
  });
  return async function protect(c, next) {
    if (SAFE_METHODS.has(c.req.method)) return next();
    if (c.req.header('Sec-Fetch-Site') === 'cross-site') return refuse();
    const session = sessions.find(c);
    if (session === undefined || !FORM_TYPES.test(c.req.header('Content-Type') ?? '')) return refuse();
    const tooLarge = await limit(c, async () => undefined);
    if (tooLarge instanceof Response) return tooLarge;
    // Hono keeps the body that was parsed, so that the handler can ask for it again.
    const form = await c.req.parseBody({ all: true });
    return isFormToken(session, form[FORM_TOKEN]) ? next() : refuse();
  };
}

const refuse = () =>
  problem(403, 'form-refused', 'The form is too old, or of another page. Go back, reload and try again.');
