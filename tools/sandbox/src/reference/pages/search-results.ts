import { html } from 'hono/html';
import type { Entry } from '../search/entries.ts';
import { excerptOf, markTerms } from '../search/excerpt.ts';
import type { Found } from '../search/search.ts';
import { toTerms } from '../search/words.ts';
import type { Html } from './layout.ts';

/** What was found in one specification. */
export interface Results {
  readonly specification: string;
  readonly found: Found;
}

/** The part of the page that a script replaces while one types. The count is read aloud when it changes. */
export function renderResults(query: string, results: readonly Results[], isMany = false): Html {
  const terms = toTerms(query);
  const total = results.reduce((sum, { found }) => sum + found.total, 0);
  return html`<section id="results" aria-label="Results">
<p role="status">${terms.length === 0 ? 'Type a word, or several: all of them are looked for.' : tellCount(total, results)}</p>
${results.map(({ specification, found }) =>
  found.total === 0
    ? ''
    : html`${isMany ? html`<h2>${specification}</h2>` : ''}
<ol class="list">${found.entries.map((entry) => renderEntry(entry, terms))}</ol>`,
)}
</section>`;
}

function tellCount(total: number, results: readonly Results[]): string {
  const shown = results.reduce((sum, { found }) => sum + found.entries.length, 0);
  if (total === 0) return 'Nothing found. All words must occur; parts of words count.';
  return shown < total ? `${total} found, the best ${shown} shown.` : `${total} found.`;
}

function renderEntry({ kind, name, place, text, href }: Entry, terms: readonly string[]): Html {
  return html`<li class="result"><a href="${href}"><code>${mark(name, terms)}</code></a>
<span class="type">${kind} ${mark(place, terms)}</span>
<p class="summary">${mark(excerptOf(text, terms), terms)}</p></li>`;
}

const mark = (text: string, terms: readonly string[]) =>
  markTerms(text, terms).map((stretch) => (stretch.isHit ? html`<mark>${stretch.text}</mark>` : stretch.text));
