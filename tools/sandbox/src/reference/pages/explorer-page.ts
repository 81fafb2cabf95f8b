import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { addressOf } from './addresses.ts';
import { type Html, renderPage } from './layout.ts';

/** The document in swagger-ui. Its start script is a file of its own, since the policy forbids inline script. */
export function renderExplorerPage({ name, api }: Specification): Html {
  const address = addressOf(name);
  return renderPage({
    title: `${api.title} ${api.version}, explorer`,
    crumbs: [
      { text: name, href: address },
      { text: 'Explorer', href: `${address}/explorer` },
    ],
    head: html`<link rel="stylesheet" href="/assets/swagger-ui.css">
<link rel="stylesheet" href="/assets/explorer.css">
<script src="/assets/swagger-ui-bundle.js" defer></script>
<script src="/assets/explorer.js" type="module"></script>`,
    body: html`<h1 class="unseen">${api.title} ${api.version}, explorer</h1>
<noscript><p class="notice">The explorer needs JavaScript; the <a href="${address}">list of operations</a> does not.</p></noscript>
<div id="explorer" data-document="${address}/openapi.json"></div>`,
  });
}
