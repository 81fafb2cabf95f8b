import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { addressOf } from './addresses.ts';
import { type Html, type Page, renderPage } from './layout.ts';
import { renderSearchForm } from './search-form.ts';

const SECTIONS = [
  ['', 'Operations'],
  ['/schemas', 'Schemas'],
  ['/changes', 'Changes'],
  ['/explorer', 'Explorer'],
  ['/openapi.json', 'OpenAPI document'],
] as const;

export interface SpecificationPage extends Pick<Page, 'body' | 'head'> {
  /** What the page shows of the specification; absent for its first page. */
  readonly title?: string;
  readonly heading?: Html;
  /** Below the specification's own. */
  readonly crumbs?: Page['crumbs'];
  /** Path of the section below the specification's address. */
  readonly section?: (typeof SECTIONS)[number][0];
  readonly query?: string;
}

/** What all pages of one specification have: its name, its sections, whose document it is, and the search. */
export function renderSpecificationPage(specification: Specification, page: SpecificationPage): Html {
  const { name, origin, api } = specification;
  const { title, heading, crumbs = [], section, head, query, body } = page;
  const address = addressOf(name);
  return renderPage({
    title: [title, `${api.title} ${api.version}`].filter((text) => text !== undefined).join(', '),
    ...(head !== undefined && { head }),
    crumbs: [{ text: labelOf(specification), href: address }, ...crumbs],
    body: html`<h1>${heading ?? title ?? html`${api.title} <span class="version">${api.version}</span>`}</h1>
${origin === 'official' ? html`<p class="notice">${ORIGINS.official}${api.license === undefined ? '' : ` Licence: ${api.license.name}.`}</p>` : ''}
<nav aria-label="Sections" class="links">
${SECTIONS.map(([path, text]) => html`<a href="${address}${path}"${path === section ? html` aria-current="page"` : ''}>${text}</a> `)}
</nav>
${renderSearchForm(`${address}/search`, 'this interface', query)}
${body}`,
  });
}

/** Short, with the version: official files have it in their name. */
export const labelOf = ({ name, origin, api }: Specification) =>
  origin === 'official' ? name : `${name} ${api.version}`;

/** Whose documents there are, in the words of the pages. */
export const ORIGINS = {
  project: 'What OpenXS2A is generated from.',
  official:
    'Official, not part of the project: a file of the standard that lies beside the repository, in its own words.',
} as const;
