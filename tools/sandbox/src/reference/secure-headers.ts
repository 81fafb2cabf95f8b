import type { MiddlewareHandler } from 'hono';

/**
 * Pages load from their own origin only and run no inline script. `data:` images are the icons inside swagger-ui's
 * style sheet.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/** Sets on every answer what browsers need to keep a page to itself. */
export function secureHeaders(): MiddlewareHandler {
  return async function setSecureHeaders(c, next) {
    await next();
    for (const [name, value] of HEADERS) c.res.headers.set(name, value);
  };
}
