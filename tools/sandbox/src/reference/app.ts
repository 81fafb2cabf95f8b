import { type Context, Hono } from 'hono';
import { findAsset } from './assets.ts';
import type { Catalogue, Specification } from './catalogue.ts';
import { renderExplorerPage } from './pages/explorer-page.ts';
import { renderIndexPage } from './pages/index-page.ts';
import type { Html } from './pages/layout.ts';
import { renderNotFoundPage } from './pages/not-found-page.ts';
import { renderOperationsPage } from './pages/operations-page.ts';
import { secureHeaders } from './secure-headers.ts';

/** The API reference: an index, per specification a page that needs no script, an explorer and the document. */
export function createReferenceApp({ specifications, unreadable }: Catalogue): Hono {
  const app = new Hono();
  const find = (c: Context) => specifications.find(({ name }) => name === c.req.param('name'));
  const withFound = (render: (found: Specification) => Html) => (c: Context) => {
    const found = find(c);
    return found === undefined ? c.notFound() : c.html(render(found));
  };
  app.use(secureHeaders());
  app.get('/', (c) => c.html(renderIndexPage(specifications, unreadable)));
  app.get('/apis/:name', withFound(renderOperationsPage));
  app.get('/apis/:name/explorer', withFound(renderExplorerPage));
  app.get('/apis/:name/openapi.json', (c) => {
    const found = find(c);
    return found === undefined ? c.notFound() : c.body(found.json, 200, { 'Content-Type': 'application/json' });
  });
  app.get('/assets/:file', async (c) => {
    const asset = await findAsset(c.req.param('file'));
    return asset === undefined ? c.notFound() : c.body(asset.bytes, 200, { 'Content-Type': asset.type });
  });
  app.notFound((c) => c.html(renderNotFoundPage(), 404));
  return app;
}
