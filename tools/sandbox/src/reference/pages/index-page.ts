import type { Api } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { addressOf } from './addresses.ts';
import { type Html, renderPage } from './layout.ts';
import { renderSearchForm } from './search-form.ts';
import { ORIGINS } from './specification-page.ts';

export function renderIndexPage(specifications: readonly Specification[], unreadable: readonly string[]): Html {
  const of = (wanted: Specification['origin']) => specifications.filter(({ origin }) => origin === wanted);
  const official = of('official');
  return renderPage({
    title: 'API reference',
    body: html`<h1>API reference</h1>
<p>Every specification that OpenXS2A is generated from.</p>
${renderSearchForm('/search', 'them all')}
<ul class="cards">
${of('project').map(renderCard)}
</ul>
${unreadable.map((name) => html`<p class="notice">The document of <code>${name}</code> has errors and is not shown; <code>openxs2a lint</code> says which.</p>`)}
${
  official.length === 0
    ? ''
    : html`<h2>Official, for comparison</h2>
<p>${ORIGINS.official}</p>
<ul class="cards">${official.map(renderCard)}</ul>`
}`,
  });
}

function renderCard({ name, api }: Specification): Html {
  const address = addressOf(name);
  const more = html`<span class="unseen"> of ${name}</span>`;
  return html`<li>
<h3><a href="${address}">${api.title}</a></h3>
<p><code>${name}</code>, version ${api.version}, ${countOf(api)}</p>
<p class="links"><a href="${address}/schemas">Schemas${more}</a>
<a href="${address}/changes">Changes${more}</a>
<a href="${address}/explorer">Explorer${more}</a>
<a href="${address}/openapi.json">OpenAPI document${more}</a></p>
</li>`;
}

const countOf = ({ operations, schemas }: Api) =>
  `${plural(operations.length, 'operation')}, ${plural(Object.keys(schemas).length, 'schema')}`;

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
