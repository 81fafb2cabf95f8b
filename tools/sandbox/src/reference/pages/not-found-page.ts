import { html } from 'hono/html';
import { type Html, renderPage } from './layout.ts';

export function renderNotFoundPage(): Html {
  return renderPage({
    title: 'Not found',
    body: html`<h1>There is nothing here</h1>
<p><a href="/">All specifications</a></p>`,
  });
}
