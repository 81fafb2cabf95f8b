import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OK, printDocument, writeFiles } from '../../test-kit/open-document.ts';
import { createReferenceApp } from './app.ts';
import { findEditions } from './catalogue.ts';

const limit = (maximum: number) => ({ name: 'limit', in: 'query', schema: { type: 'integer', maximum } });
const books = (maximum: number) => ({ get: { operationId: 'listBooks', parameters: [limit(maximum)], ...OK } });
const loans = { get: { operationId: 'listLoans', ...OK } };
const guards = {
  overlay: '1.0.0',
  info: { title: 'Guards', version: '1' },
  actions: [{ target: '$.paths[*].get', update: { 'x-guards': { card: {} } } }],
};

async function createApp() {
  const folder = await writeFiles({
    'specs/library/openapi.yaml': printDocument('3', { '/books': books(10) }),
    'specs/library/guards.yaml': JSON.stringify(guards),
    'specs/library/generate.json': JSON.stringify({ out: 'out', overlays: ['guards.yaml'] }),
    'official/library_2.yaml': printDocument('2', { '/books': books(20), '/loans': loans }),
    'official/library_1.yaml': printDocument('1', { '/books': books(20) }),
    'official/games_1.yaml': printDocument('1', { '/games': loans }),
  });
  const editions = await findEditions({ specs: join(folder, 'specs'), official: join(folder, 'official') });
  return createReferenceApp(editions);
}

test('a version is compared with the one before it, by whom the changes break, without overlays', async () => {
  const html = await (await (await createApp()).request('/apis/library/changes')).text();
  expect(html).toContain('<h1>Changes since 2</h1>');
  expect(html).toContain('2 changes, 2 break a TPP, 0 break a bank');
  expect(html).toMatch(/Breaks a TPP<\/a><\/th>\s*<td class="count">2</);
  expect(html).toMatch(/Breaks nobody<\/th>\s*<td class="count">0</);
  expect(html).toContain('href="/apis/library_2#listLoans"');
  expect(html).toContain('href="/apis/library#listBooks"');
  expect(html).not.toContain('guard');
});

test('another version of the family can be chosen, one of another interface not', async () => {
  const app = await createApp();
  const page = await app.request('/apis/library/changes?from=library_1');
  expect(await page.text()).toContain('1 change, 1 breaks a TPP');
  expect((await app.request('/apis/library/changes?from=games_1')).status).toBe(404);
});

test('only what breaks somebody is shown on request', async () => {
  const app = await createApp();
  const all = await (await app.request('/apis/library_2/changes')).text();
  const breaking = await (await app.request('/apis/library_2/changes?from=library_1&show=breaking')).text();
  expect(all).toContain('Only what breaks somebody (1)');
  expect(breaking).toMatch(/show=breaking" aria-current="true"/);
  expect(breaking).toContain('listLoans');
});

test('where there is no earlier version, the page says so and there is no file', async () => {
  const app = await createApp();
  const response = await app.request('/apis/library_1/changes');
  expect([response.status, await response.text()]).toEqual([
    200,
    expect.stringContaining('There is no earlier version of this interface here'),
  ]);
  expect((await app.request('/apis/library_1/changes.md')).status).toBe(404);
});

test('the changes come as a Markdown file, filtered alike', async () => {
  const app = await createApp();
  const response = await app.request('/apis/library/changes.md?show=breaking');
  expect(response.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8');
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="library-since-library_2.md"');
  expect(await response.text()).toMatch(/^# Library: 2 to 3\n\n2 changes/);
});
