import type { MiddlewareHandler } from 'hono';

export interface PageHeaderOptions {
  /** Whether people come by https; then browsers are told to come by nothing else for a year. */
  readonly isHttps: boolean;
  /** Further origins that forms may lead to, redirects behind them included: browsers check these, too. */
  readonly formTargets?: readonly string[];
}

const COMMON: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const TRANSPORT = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };

/**
 * For pages: nothing comes from elsewhere, nothing is inline, nobody frames them, nothing is kept by caches. An answer
 * that sets one of these headers itself keeps it, so that a page can name the origin that its form leads to
 * (`renderPagePolicy`) and an asset can be cached.
 */
export function securePages(options: PageHeaderOptions): MiddlewareHandler {
  return setMissing({
    ...COMMON,
    ...(options.isHttps ? TRANSPORT : {}),
    'Content-Security-Policy': renderPagePolicy(options.formTargets),
    'Cache-Control': 'no-store',
  });
}

/** For interfaces between programs, which show nothing at all. */
export function secureApi(): MiddlewareHandler {
  return setMissing({
    ...COMMON,
    ...TRANSPORT,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  });
}

/** The Content-Security-Policy (CSP 3) of a page whose form leads to these origins. Throws TypeError for what is no origin. */
export function renderPagePolicy(formTargets: readonly string[] = []): string {
  for (const target of formTargets) {
    // Anything else could end the directive and begin another one.
    if (!URL.canParse(target) || new URL(target).origin !== target) throw new TypeError('"formTargets" are origins');
  }
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function setMissing(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  const entries = Object.entries(headers);
  return async function secureHeaders(c, next) {
    await next();
    for (const [name, value] of entries) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}
