import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Html, html } from './html.ts';
import { showForm } from './parts.ts';

/** A part of a site: who is in, and where one can go from here. */
export interface Room {
  /** Beside the name of the site; none where the site is one room. */
  readonly name?: string;
  readonly sections: readonly { readonly path: string; readonly title: string }[];
  readonly who: string;
  readonly formToken: string;
  readonly signOut: string;
}

export interface PageOptions {
  /** Whose pages they are: beside each title, and on top. */
  readonly site: string;
  readonly title: string;
  /** Without one there is neither navigation nor a way to sign out. */
  readonly room?: Room;
  /** Where in the navigation it is. */
  readonly section?: string;
  /** What the act before it came to. */
  readonly notice?: Notice | undefined;
  /** The page asks for itself again after so many seconds; it works without script. */
  readonly refresh?: { readonly seconds: number; readonly path: string };
  /** A script of ours that makes the page more comfortable. */
  readonly script?: string;
  /** Below everything. */
  readonly footer?: Html;
  /** Where the name of the site leads. */
  readonly home?: string;
  /** Without a room a page is a narrow column, unless it is meant to be read at length. */
  readonly isWide?: boolean;
}

export interface Notice {
  readonly content: Html;
  readonly status: ContentfulStatusCode;
  readonly isError: boolean;
}

export function renderPage(options: PageOptions, content: Html): Html {
  const { title, room, notice, refresh, script, footer, isWide = room !== undefined } = options;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        ${refresh === undefined ? '' : html`<meta http-equiv="refresh" content="${refresh.seconds};url=${refresh.path}">`}
        <title>${notice?.isError ? 'Error: ' : ''}${title} – ${options.site}</title>
        <link rel="stylesheet" href="/assets/style.css">
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        ${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header><div class="wide">
          ${showBrand(options)}
          ${room === undefined ? '' : showWho(room)}
          ${room === undefined ? '' : showNavigation(room, options.section)}
        </div></header>
        <main id="main" class="wide" tabindex="-1">
          <div class="${isWide ? '' : 'narrow'}">
            ${notice?.content ?? ''}
            <h1>${title}</h1>
            ${content}
          </div>
        </main>
        ${footer === undefined ? '' : html`<footer class="wide">${footer}</footer>`}
      </body>
    </html>`;
}

function showBrand({ site, home, room }: PageOptions): Html {
  if (home !== undefined) return html`<a class="brand" href="${home}">${site}</a>`;
  return html`<span class="brand">${site}${room?.name === undefined ? '' : html` · ${room.name}`}</span>`;
}

function showWho({ who, formToken, signOut }: Room): Html {
  return html`<div class="who">
    <span>${who}</span>
    ${showForm(signOut, formToken, html``, { text: 'Sign out', tone: 'plain' })}
  </div>`;
}

function showNavigation({ name, sections }: Room, section: string | undefined): Html {
  return html`<nav aria-label="${name ?? 'Sections'}"><ul>
    ${sections.map(
      ({ path, title }) =>
        html`<li><a href="${path}"${path === section ? html` aria-current="page"` : ''}>${title}</a></li>`,
    )}
  </ul></nav>`;
}

/** The page as an answer, with the status of what it tells. */
export function answerPage(c: Context, options: PageOptions, content: Html, status: ContentfulStatusCode = 200) {
  return c.html(renderPage(options, content), options.notice?.status ?? status);
}

export const tellSuccess = (text: string): Notice => ({
  content: html`<div class="notice good" role="status">${text}</div>`,
  status: 200,
  isError: false,
});

/** What is wrong, at the top and with the focus; `field` is where it is put right. */
export function tellProblem(text: string, status: ContentfulStatusCode, field?: string): Notice {
  const said = field === undefined ? text : html`<a href="#field-${field}">${text}</a>`;
  return {
    content: html`<div class="notice bad" role="alert" tabindex="-1" autofocus><strong>There is a problem.</strong> ${said}</div>`,
    status,
    isError: true,
  };
}
