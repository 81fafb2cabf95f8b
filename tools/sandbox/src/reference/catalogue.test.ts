import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printDocument, writeFiles } from '../../test-kit/open-document.ts';
import { createReferenceApp } from './app.ts';
import { findEditions } from './catalogue.ts';

const document = (title: string) => printDocument('1', {}, {}, title);

test('a document is found by its name or by what generate.json says; folders without one are passed over', async () => {
  const folder = await writeFiles({
    'b/openapi.yaml': document('By name'),
    'a/other.yaml': document('By job'),
    'a/generate.json': JSON.stringify({ spec: 'other.yaml', out: '../../out' }),
    'overlays/bank.yaml': 'overlay: 1.0.0',
  });
  const editions = await findEditions({ specs: folder });
  const titles = editions.map(async ({ name, origin, api }) => [name, origin, (await api())?.title]);
  expect(await Promise.all(titles)).toEqual([
    ['a', 'project', 'By job'],
    ['b', 'project', 'By name'],
  ]);
});

test('official files are named by their version, and by their day where that does not tell them apart', async () => {
  const folder = await writeFiles({
    'specs/own/openapi.yaml': document('Own'),
    'official/api_1.3_2020-08-14.yaml': document('Old'),
    'official/api_1.4_2021-08-14.yaml': document('New'),
    'official/api_1.4_2021-09-14.yaml': document('Newer'),
    'official/own.yaml': document('Hidden by our own'),
    'official/README.md': 'No document',
  });
  const find = (official: string) => findEditions({ specs: join(folder, 'specs'), official: join(folder, official) });
  expect((await find('official')).map(({ name, origin }) => [name, origin])).toEqual([
    ['own', 'project'],
    ['api_1.3', 'official'],
    ['api_1.4_2021-08-14', 'official'],
    ['api_1.4_2021-09-14', 'official'],
  ]);
  expect((await find('nowhere')).map(({ name }) => name)).toEqual(['own']);
});

test('nothing is read before it is asked for, and nothing twice', async () => {
  const folder = await writeFiles({ 'broken/openapi.yaml': 'openapi: [', 'good/openapi.yaml': document('Good') });
  const [, good] = await findEditions({ specs: folder });
  expect(await good?.api()).toBe(await good?.api());
  expect(await good?.bare()).toBe(await good?.api());
});

test('a document with errors is named and does not keep the others away', async () => {
  const folder = await writeFiles({ 'good/openapi.yaml': document('Good'), 'bad/openapi.yaml': 'openapi: [' });
  const app = createReferenceApp(await findEditions({ specs: folder }));
  const index = await (await app.request('/')).text();
  expect(index).toContain('Good');
  expect(index).toContain('The document of <code>bad</code> has errors');
  for (const page of ['', '/schemas', '/changes', '/changes.md', '/openapi.json', '/search?q=a'])
    expect((await app.request(`/apis/bad${page}`)).status).toBe(404);
});

test('what a document says is text on the pages, never markup', async () => {
  const folder = await writeFiles({ 'sly/openapi.yaml': document('<img src=x onerror=alert(1)>') });
  const app = createReferenceApp(await findEditions({ specs: folder }));
  for (const page of ['/', '/apis/sly', '/apis/sly/explorer', '/apis/sly/schemas', '/apis/sly/changes']) {
    const html = await (await app.request(page)).text();
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
  }
});
