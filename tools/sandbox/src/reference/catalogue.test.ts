import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createReferenceApp } from './app.ts';
import { readCatalogue } from './catalogue.ts';

const document = (title: string) => `openapi: 3.1.0\ninfo: { title: "${title}", version: "1" }\npaths: {}\n`;

async function writeSpecs(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

test('a document is found by its name or by what generate.json says; folders without one are passed over', async () => {
  const folder = await writeSpecs({
    'b/openapi.yaml': document('By name'),
    'a/other.yaml': document('By job'),
    'a/generate.json': JSON.stringify({ spec: 'other.yaml', out: '../../out' }),
    'overlays/bank.yaml': 'overlay: 1.0.0',
  });
  const { specifications, unreadable } = await readCatalogue(folder);
  expect(specifications.map(({ name, api }) => [name, api.title])).toEqual([
    ['a', 'By job'],
    ['b', 'By name'],
  ]);
  expect(unreadable).toEqual([]);
});

test('a document with errors is named and does not keep the others away', async () => {
  const folder = await writeSpecs({ 'good/openapi.yaml': document('Good'), 'bad/openapi.yaml': 'openapi: [' });
  const catalogue = await readCatalogue(folder);
  expect(catalogue.specifications.map(({ name }) => name)).toEqual(['good']);
  expect(catalogue.unreadable).toEqual(['bad']);
  expect(await (await createReferenceApp(catalogue).request('/')).text()).toContain('specs/bad');
});

test('what a document says is text on the pages, never markup', async () => {
  const folder = await writeSpecs({ 'sly/openapi.yaml': document('<img src=x onerror=alert(1)>') });
  const app = createReferenceApp(await readCatalogue(folder));
  for (const page of ['/', '/apis/sly', '/apis/sly/explorer']) {
    const html = await (await app.request(page)).text();
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
  }
});
