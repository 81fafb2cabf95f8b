import type { Api } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../catalogue.ts';
import { type Html, renderPage } from './layout.ts';

export function renderIndexPage(specifications: readonly Specification[], unreadable: readonly string[]): Html {
  return renderPage({
    title: 'API reference',
    body: html`<h1>API reference</h1>
<p>Every specification that OpenXS2A is generated from.</p>
<ul class="cards">
${specifications.map(renderCard)}
</ul>
${unreadable.map((name) => html`<p class="notice">The document in <code>specs/${name}</code> has errors and is not shown; <code>openxs2a lint</code> says which.</p>`)}`,
  });
}

function renderCard({ name, api }: Specification): Html {
  return html`<li>
<h2><a href="/apis/${name}">${api.title}</a></h2>
<p>Version ${api.version}, ${countOf(api)}</p>
<p class="links"><a href="/apis/${name}/explorer">Explorer<span class="unseen"> of ${name}</span></a>
<a href="/apis/${name}/openapi.json">OpenAPI document<span class="unseen"> of ${name}</span></a></p>
</li>`;
}

const countOf = ({ operations, schemas }: Api) =>
  `${operations.length} operations, ${Object.keys(schemas).length} schemas`;
