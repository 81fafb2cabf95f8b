import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { createReferenceApp } from './app.ts';
import { findEditions } from './catalogue.ts';
import { openEdition, type Specification } from './edition.ts';

const ROOT = join(import.meta.dirname, '../../../..');

let app: Hono;
let specifications: readonly Specification[];

beforeAll(async () => {
  const editions = await findEditions({
    specs: join(ROOT, 'specs'),
    official: join(ROOT, '../shared/specs/official'), // shown, and so tested, where it is
  });
  app = createReferenceApp(editions);
  const opened = await Promise.all(editions.map(openEdition));
  specifications = opened.filter((each) => each !== undefined);
  expect(specifications).toHaveLength(editions.length);
});

const get = async (path: string) => app.request(path);

const SECTIONS = ['', '/schemas', '/changes', '/explorer', '/search?q=consent'];

const pagesOf = () => [
  '/',
  '/search?q=consent+status',
  ...specifications.flatMap(({ name }) => SECTIONS.map((section) => `/apis/${name}${section}`)),
  ...specifications.flatMap(({ name, api }) =>
    Object.keys(api.schemas)
      .slice(0, 40)
      .map((schema) => `/apis/${name}/schemas/${schema}`),
  ),
];

/** What a browser loads or goes to from a page. */
function listReferences(html: string): string[] {
  return [...html.matchAll(/\s(?:src|href|data-document)="([^"]*)"/g)].map(([, target = '']) => target);
}

test('every specification is there', async () => {
  const index = await (await get('/')).text();
  expect(specifications.map(({ name }) => name)).toContain('xs2a');
  for (const { name, api } of specifications) {
    expect(index).toContain(`href="/apis/${name}"`);
    expect(index).toContain(`version ${api.version}`);
  }
});

test('every page answers as HTML with a language, a viewport and one heading', async () => {
  for (const page of pagesOf()) {
    const response = await get(page);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html; charset=utf-8$/i);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  }
});

test('all that pages load or link to is here and answers with the right type', async () => {
  const types: Readonly<Record<string, RegExp>> = {
    css: /^text\/css/,
    js: /^text\/javascript/,
    svg: /^image\/svg\+xml$/,
    json: /^application\/json$/,
    md: /^text\/markdown/,
  };
  const targets = new Set<string>();
  for (const page of pagesOf())
    for (const target of listReferences(await (await get(page)).text())) targets.add(target);
  for (const target of new Set([...targets].map((each) => each.replace(/#.*/, '')))) {
    if (target === '') continue;
    expect(target).toMatch(/^\//);
    const response = await get(target.replaceAll('&amp;', '&'));
    const ending = /\.(css|js|svg|json|md)(?:\?|$)/.exec(target)?.[1] ?? '';
    expect([target, response.status]).toEqual([target, 200]);
    expect(response.headers.get('Content-Type')).toMatch(types[ending] ?? /^text\/html/);
    await response.arrayBuffer();
  }
  expect(targets.size).toBeGreaterThan(8);
});

test('a link to a part of a page leads to something there, once', async () => {
  for (const page of pagesOf().filter((each) => !each.endsWith('/explorer'))) {
    const html = await (await get(page)).text();
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size, page).toBe(ids.length);
    for (const target of new Set(listReferences(html))) {
      const [path = '', fragment] = target.split('#');
      if (fragment === undefined) continue;
      const there = path === '' ? html : await readPage(path);
      expect(there.includes(`id="${fragment}"`), `${page} leads to ${target}`).toBe(true);
    }
  }
});

const read = new Map<string, Promise<string>>();

function readPage(path: string): Promise<string> {
  const page = read.get(path) ?? get(path).then((response) => response.text());
  read.set(path, page);
  return page;
}

test('no script and no style stands inside a page, and the policy allows none', async () => {
  for (const page of pagesOf()) {
    const response = await get(page);
    const html = await response.text();
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  }
});

test('style sheets of our own load nothing from elsewhere', async () => {
  for (const file of ['page.css', 'explorer.css', 'swagger-ui.css']) {
    const css = await (await get(`/assets/${file}`)).text();
    const targets = [...css.matchAll(/url\(\s*["']?([^)"']*)|@import\s+["']([^"']*)/g)].map(
      ([, a = '', b = '']) => a + b,
    );
    expect(targets.filter((target) => !target.startsWith('data:'))).toEqual([]);
  }
});

test('every operation is listed without script, with what it takes and answers', async () => {
  for (const { name, api } of specifications) {
    const html = await (await get(`/apis/${name}`)).text();
    for (const { id, method, summary, responses } of api.operations) {
      expect(html).toContain(`<article id="${id}">`);
      expect(html).toContain(`href="#${id}"><span class="method ${method}">${method.toUpperCase()}</span>`);
      expect(html).toContain((summary ?? id).replaceAll('&', '&amp;').replaceAll("'", '&#39;'));
      expect(html).toContain(`Answers: ${responses.map(({ status }) => status).join(', ')}`);
    }
  }
});

test('the document stands alone', async () => {
  for (const { name, api } of specifications) {
    const text = await (await get(`/apis/${name}/openapi.json`)).text();
    const document: { info: { version: string } } = JSON.parse(text);
    expect(document.info.version).toBe(api.version);
    expect([...text.matchAll(/"\$ref":"([^"]*)"/g)].filter(([, target]) => !target?.startsWith('#/'))).toEqual([]);
  }
});

test.each([
  '/nothing',
  '/apis/none',
  '/apis/none/explorer',
  '/apis/none/openapi.json',
  '/apis/none/schemas',
  '/apis/none/search?q=a',
  '/apis/none/changes',
  '/apis/xs2a/schemas/none',
  '/apis/xs2a/schemas/constructor',
  '/apis/xs2a/changes?from=none',
  '/apis/xs2a/changes.md?from=none',
  '/assets/package.json',
  '/assets/..%2fpackage.json',
  '/assets/constructor',
])('there is nothing at %s, and the answer is as guarded as the others', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('There is nothing here');
});
