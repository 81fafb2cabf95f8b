import type { Context } from 'hono';
import type { PersonCaller } from '../../acts/people.ts';
import type { Problem } from '../../domain/outcome.ts';
import { toReply } from '../problem.ts';
import { type Html, html } from './html.ts';
import { showForm } from './parts.ts';

export interface PageOptions {
  readonly title: string;
  /** Where in the navigation it is. */
  readonly section?: string;
  /** Who looks at it. Without one, there is neither navigation nor a way to sign out. */
  readonly person?: { readonly caller: PersonCaller; readonly formToken: string };
  /** What the act before it came to. */
  readonly notice?: Notice | undefined;
}

export interface Notice {
  readonly content: Html;
  readonly status: 200 | 401 | 403 | 404 | 409 | 422 | 429;
}

interface Section {
  readonly path: string;
  readonly title: string;
  readonly operatorOnly?: true;
}

const SECTIONS: readonly Section[] = [
  { path: '/', title: 'Overview' },
  { path: '/register', title: 'Register' },
  { path: '/certificates', title: 'Certificates' },
  { path: '/reports', title: 'Inbox' },
  { path: '/enrolments', title: 'Enrolments', operatorOnly: true },
  { path: '/credentials', title: 'Credentials', operatorOnly: true },
  { path: '/log', title: 'Log' },
];

export function renderPage(options: PageOptions, content: Html): Html {
  const { title, person, notice } = options;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title} – Certificate authority</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header><div class="wide">
          <a class="brand" href="/">Certificate authority</a>
          ${person === undefined ? '' : renderPerson(person)}
          ${person === undefined ? '' : renderNavigation(person.caller, options.section)}
        </div></header>
        <main id="main" class="wide" tabindex="-1">
          ${notice?.content ?? ''}
          <h1>${title}</h1>
          ${content}
        </main>
        <footer class="wide"><a href="/policy">Policy and certificates of this authority</a></footer>
      </body>
    </html>`;
}

function renderPerson({ caller, formToken }: NonNullable<PageOptions['person']>): Html {
  const role = caller.kind === 'nca' ? caller.ncaId : 'operator';
  return html`<div class="who">
    <span>${caller.name}, ${role}</span>
    ${showForm('/sign-out', formToken, html``, { text: 'Sign out', tone: 'plain' })}
  </div>`;
}

function renderNavigation({ kind }: PersonCaller, section: string | undefined): Html {
  const shown = SECTIONS.filter(({ operatorOnly }) => kind === 'operator' || operatorOnly !== true);
  return html`<nav aria-label="Sections"><ul>
    ${shown.map(
      ({ path, title }) =>
        html`<li><a href="${path}"${path === section ? html` aria-current="page"` : ''}>${title}</a></li>`,
    )}
  </ul></nav>`;
}

/** The page as an answer, with the status of what it tells. */
export function answerPage(c: Context, options: PageOptions, content: Html) {
  return c.html(renderPage(options, content), options.notice?.status ?? 200);
}

export const tellSuccess = (text: string): Notice => ({
  content: html`<div class="notice good" role="status">${text}</div>`,
  status: 200,
});

/** What stood against an act, all of it. */
export function tellProblem(problem: Problem): Notice {
  const { detail, reasons = [] } = problem;
  const { status, body } = toReply(problem);
  const content = html`<div class="notice bad" role="alert">
    <strong>${body.title}</strong> ${detail ?? ''}
    ${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${reason.detail}</li>`)}</ul>`}
  </div>`;
  return { content, status };
}

/** Acts that led to another page, by the name that its address carries. */
const TOLD: Readonly<Record<string, string>> = {
  revoked: 'The certificate is revoked. CRL and OCSP say so from now on.',
  changed: 'The register is changed, and what it no longer bears out is revoked.',
  decided: 'The decision is in effect.',
  cancelled: 'The enrolment is cancelled; its secret is worthless.',
};

/** What the page before asked this one to tell; anything else in the address says nothing. */
export function readTold(c: Context): Notice | undefined {
  const told = c.req.query('told') ?? '';
  const text = Object.hasOwn(TOLD, told) ? TOLD[told] : undefined;
  return text === undefined ? undefined : tellSuccess(text);
}
