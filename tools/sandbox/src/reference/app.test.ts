import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listener, listen } from '../run/listen.ts';
import { createReferenceApp } from './app.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';

let catalogue: Catalogue;
let reference: Listener;

beforeAll(async () => {
  catalogue = await readCatalogue(join(import.meta.dirname, '../../../../specs'));
  reference = await listen(createReferenceApp(catalogue), 0);
});
afterAll(() => reference.close());

const get = (path: string) => fetch(new URL(path, reference.url));

const pagesOf = () => [
  '/',
  ...catalogue.specifications.flatMap(({ name }) => [`/apis/${name}`, `/apis/${name}/explorer`]),
];

/** What a browser loads or goes to from a page. */
function listReferences(html: string): string[] {
  return [...html.matchAll(/\s(?:src|href|data-document)="([^"]*)"/g)].map(([, target = '']) => target);
}

test('every specification is there, and readable', () => {
  expect(catalogue.specifications.map(({ name }) => name)).toContain('xs2a');
  expect(catalogue.unreadable).toEqual([]);
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
  };
  const targets = new Set<string>();
  for (const page of pagesOf())
    for (const target of listReferences(await (await get(page)).text())) targets.add(target);
  for (const target of targets) {
    expect(target).toMatch(/^[/#]/);
    const response = await get(target);
    const ending = /\.(\w+)$/.exec(target)?.[1] ?? '';
    expect([target, response.status]).toEqual([target, 200]);
    expect(response.headers.get('Content-Type')).toMatch(types[ending] ?? /^text\/html/);
    await response.arrayBuffer();
  }
  expect(targets.size).toBeGreaterThan(8);
});

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
  for (const { name, api } of catalogue.specifications) {
    const html = await (await get(`/apis/${name}`)).text();
    for (const { id, method, summary, responses } of api.operations) {
      expect(html).toContain(`<article id="${id}">`);
      expect(html).toContain(`href="#${id}"><span class="method ${method}">${method.toUpperCase()}</span>`);
      expect(html).toContain(summary ?? id);
      expect(html).toContain(`Answers: ${responses.map(({ status }) => status).join(', ')}`);
    }
  }
});

test('the document stands alone', async () => {
  for (const { name, api } of catalogue.specifications) {
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
  '/assets/package.json',
  '/assets/..%2fpackage.json',
  '/assets/constructor',
])('there is nothing at %s, and the answer is as guarded as the others', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('There is nothing here');
});
