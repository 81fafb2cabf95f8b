import { type Context, Hono } from 'hono';
import { findAsset } from './assets.ts';
import { type Edition, openEdition, type Specification } from './edition.ts';
import { perObject } from './memo.ts';
import { renderExplorerPage } from './pages/explorer-page.ts';
import { renderIndexPage } from './pages/index-page.ts';
import type { Html } from './pages/layout.ts';
import { renderNotFoundPage } from './pages/not-found-page.ts';
import { renderOperationsPage } from './pages/operations-page.ts';
import { renderSchemaPage } from './pages/schema-page.ts';
import { renderSchemasPage } from './pages/schemas-page.ts';
import { renderSearchAllPage, renderSearchPage } from './pages/search-page.ts';
import { findIn } from './search/find-in.ts';
import { secureHeaders } from './secure-headers.ts';
import { answerChanges, answerChangesAsMarkdown } from './show-changes.ts';

/** The API reference: pages that need no script, an explorer and the documents. Nothing is read before it is asked for. */
export function createReferenceApp(editions: readonly Edition[]): Hono {
  const app = new Hono();
  app.use(secureHeaders());
  addGeneralPages(app, editions);
  addSpecificationPages(app, editions);
  app.get('/assets/:file', async (c) => {
    const asset = await findAsset(c.req.param('file'));
    return asset === undefined ? c.notFound() : c.body(asset.bytes, 200, { 'Content-Type': asset.type });
  });
  app.notFound((c) => c.html(renderNotFoundPage(), 404));
  return app;
}

function addGeneralPages(app: Hono, editions: readonly Edition[]): void {
  app.get('/', async (c) => {
    const opened = await Promise.all(editions.map(openEdition));
    const unreadable = editions.filter((_, index) => opened[index] === undefined).map(({ name }) => name);
    return c.html(renderIndexPage(present(opened), unreadable));
  });
  app.get('/search', async (c) => {
    const query = queryOf(c);
    const own = editions.filter(({ origin }) => origin === 'project');
    const results = present(await Promise.all(own.map(openEdition))).map((each) => findIn(each, query, 20));
    return c.html(renderSearchAllPage(query, results));
  });
}

function addSpecificationPages(app: Hono, editions: readonly Edition[]): void {
  const find = (c: Context) => editions.find(({ name }) => name === c.req.param('name'));
  const show = (answer: (found: Specification, c: Context) => Html | undefined) => async (c: Context) => {
    const edition = find(c);
    const found = edition && (await openEdition(edition));
    const page = found && answer(found, c);
    return page === undefined ? c.notFound() : c.html(page);
  };
  app.get('/apis/:name', show(operationsPageOf));
  app.get('/apis/:name/schemas', show(renderSchemasPage));
  app.get('/apis/:name/schemas/:schema', show(findSchemaPage));
  app.get(
    '/apis/:name/search',
    show((found, c) => renderSearchPage(found, queryOf(c), findIn(found, queryOf(c), 50))),
  );
  app.get('/apis/:name/explorer', show(renderExplorerPage));
  app.get('/apis/:name/changes', (c) => answerChanges(c, editions, find(c)));
  app.get('/apis/:name/changes.md', (c) => answerChangesAsMarkdown(c, editions, find(c)));
  app.get('/apis/:name/openapi.json', async (c) => {
    const json = await find(c)?.json();
    return json === undefined ? c.notFound() : c.body(json, 200, { 'Content-Type': 'application/json' });
  });
}

/** The longest of the pages, made once. */
const operationsPageOf = perObject(renderOperationsPage);

function findSchemaPage(found: Specification, c: Context): Html | undefined {
  const name = c.req.param('schema') ?? '';
  const schema = Object.hasOwn(found.api.schemas, name) ? found.api.schemas[name] : undefined;
  return schema === undefined ? undefined : renderSchemaPage(found, name, schema);
}

const queryOf = (c: Context) => c.req.query('q') ?? '';

const present = (opened: readonly (Specification | undefined)[]) => opened.filter((each) => each !== undefined);
