import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { type Html, renderPage } from './layout.ts';
import { renderSearchForm } from './search-form.ts';
import { type Results, renderResults } from './search-results.ts';
import { renderSpecificationPage } from './specification-page.ts';

const SCRIPT = html`<script src="/assets/search.js" type="module"></script>`;

/** Results of one specification. */
export function renderSearchPage(specification: Specification, query: string, results: Results): Html {
  return renderSpecificationPage(specification, {
    title: 'Search',
    query,
    head: SCRIPT,
    body: renderResults(query, [results]),
  });
}

/** Results of all specifications of the project. */
export function renderSearchAllPage(query: string, results: readonly Results[]): Html {
  return renderPage({
    title: 'Search',
    head: SCRIPT,
    crumbs: [{ text: 'Search', href: '/search' }],
    body: html`<h1>Search</h1>
${renderSearchForm('/search', 'them all', query)}
${renderResults(query, results, true)}`,
  });
}
