import { type Html, html, renderPage } from '@openxs2a/service/pages';
import type { MiddlewareHandler } from 'hono';

const TITLES: Readonly<Record<number, string>> = {
  403: 'This form is not taken',
  404: 'There is no such page',
  413: 'That is too much',
  429: 'Too many tries',
  500: 'The bank has a problem',
};

const TEXTS: Readonly<Record<number, Html | string>> = {
  403: 'It was open for too long, was sent already, or did not come from this page. Nothing was done by it.',
  404: 'Look at the address, or go back to where you came from.',
  413: 'Send less at once.',
  429: 'Wait a minute, and try again.',
  500: 'Nothing was lost. Try again a little later.',
};

/** People see a page where programs would see a problem (RFC 9457), with the same status and headers. */
export function createProblemPages(bank: string): MiddlewareHandler {
  return async function showProblem(c, next) {
    await next();
    const { status, headers } = c.res;
    const type = headers.get('Content-Type') ?? '';
    const isProblem = type.startsWith('application/problem+json') || (status === 404 && type.startsWith('text/plain'));
    if (!isProblem) return;
    const again = html`<p><a href="${placeOf(c.req.path)}">Go on from here</a></p>`;
    const content = html`<div class="card"><p>${TEXTS[status] ?? ''}</p>${again}</div>`;
    const page = await renderPage({ site: bank, title: TITLES[status] ?? 'That did not work' }, content);
    const kept = new Headers(headers);
    kept.set('Content-Type', 'text/html; charset=UTF-8');
    c.res = undefined;
    c.res = new Response(String(page), { status, headers: kept });
  };
}

/** Where a form of this address stood. */
function placeOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'authorise' || first === 'log-in') return `/${first}/${second}`;
  return first === 'approvals' || first === 'operator' ? `/${first}` : '/';
}
