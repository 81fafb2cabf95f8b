import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { document, makeFolder, writeJson } from '../../test-kit/write-document.ts';
import { type ImportOptions, importDocument } from './import-document.ts';

const narrower = { properties: { title: { type: 'string', maxLength: 9 } } };

async function setUp() {
  const folder = await makeFolder();
  const dir = join(folder, 'specs');
  const bring = (file: string, options: Partial<ImportOptions> = {}) =>
    importDocument({
      file,
      dir,
      name: 'library',
      overlays: [],
      now: new Date('2030-04-05'),
      dryRun: false,
      force: false,
      ...options,
    });
  return { folder, dir: join(dir, 'library'), bring };
}

const read = (...path: string[]) => readFile(join(...path), 'utf8');

test('a document comes in byte for byte, with what is known about it', async () => {
  const { folder, dir, bring } = await setUp();
  const file = await writeJson(join(folder, 'v1.json'), document());
  const report = await bring(file, { origin: 'https://example.org/v1.json' });
  expect(report).toMatchObject({ status: 'imported', changes: [], notices: [] });
  expect(await read(dir, 'openapi.yaml')).toBe(await read(file));
  expect(JSON.parse(await read(dir, 'provenance.json'))).toEqual({
    title: 'Library',
    version: '1',
    license: { name: 'Apache-2.0' },
    origin: 'https://example.org/v1.json',
    imported: '2030-04-05',
    files: [{ file: 'openapi.yaml', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    overlays: [],
    generator: { name: '@openxs2a/generate', version: expect.any(String) },
  });
});

test('a new version says what it changes; the same one again changes nothing', async () => {
  const { folder, dir, bring } = await setUp();
  await bring(await writeJson(join(folder, 'v1.json'), document()));
  const second = await writeJson(join(folder, 'v2.json'), document({ info: { version: '2' }, book: narrower }));
  expect(await bring(second)).toMatchObject({
    status: 'replaced',
    previous: '1',
    changes: [{ kind: 'limit-tightened', breaks: ['server'] }],
  });
  const before = await read(dir, 'provenance.json');
  expect(await bring(second, { now: new Date('2031-01-01') })).toMatchObject({ status: 'unchanged', changes: [] });
  expect(await read(dir, 'provenance.json')).toBe(before);
});

test('a document with errors leaves everything as it was', async () => {
  const { folder, dir, bring } = await setUp();
  await bring(await writeJson(join(folder, 'v1.json'), document()));
  const bad = await writeJson(join(folder, 'bad.json'), document({ book: { items: { $ref: '#/nowhere' } } }));
  const before = await Promise.all([readdir(dir), read(dir, 'openapi.yaml')]);
  expect(await bring(bad)).toMatchObject({ status: 'unusable', notices: [{ code: 'unresolved-ref' }] });
  expect(await Promise.all([readdir(dir), read(dir, 'openapi.yaml')])).toEqual(before);
});

test('a dry run tells and does not write', async () => {
  const { folder, bring } = await setUp();
  const file = await writeJson(join(folder, 'v1.json'), document());
  expect(await bring(file, { dryRun: true })).toMatchObject({ status: 'imported' });
  expect(await readdir(folder)).toEqual(['v1.json']);
});

test('a missing licence is a warning', async () => {
  const { folder, bring } = await setUp();
  const file = await writeJson(join(folder, 'v1.json'), document({ info: { license: undefined } }));
  expect((await bring(file)).notices).toMatchObject([
    { code: 'missing-license', severity: 'warning', pointer: '/info' },
  ]);
});

test('files that the document refers to come along; those of the last import go when they are no longer needed', async () => {
  const { folder, dir, bring } = await setUp();
  await writeJson(join(folder, 'parts', 'book.json'), { Book: { type: 'object', description: 'A book.' } });
  const content = { 'application/json': { schema: { $ref: './parts/book.json#/Book' } } };
  const several = document({
    operation: { responses: { 200: { description: 'A.', content } } },
    root: { components: {} },
  });
  const report = await bring(await writeJson(join(folder, 'v1.json'), several));
  expect(report.provenance?.files.map(({ file }) => file)).toEqual(['openapi.yaml', 'parts/book.json']);
  expect(await read(dir, 'parts', 'book.json')).toContain('A book.');
  await bring(await writeJson(join(folder, 'v2.json'), document({ info: { version: '2' } })));
  await expect(read(dir, 'parts', 'book.json')).rejects.toThrow();
});

test('a reference out of the folder is refused', async () => {
  const { folder, bring } = await setUp();
  await writeJson(join(folder, 'book.json'), { Book: { type: 'object' } });
  const content = { 'application/json': { schema: { $ref: '../book.json#/Book' } } };
  const file = await writeJson(
    join(folder, 'in', 'v1.json'),
    document({ operation: { responses: { 200: { description: 'A.', content } } } }),
  );
  await expect(bring(file)).rejects.toMatchObject({ code: 'ERR_INPUT' });
});

test('overlays are applied, copied, and stay for the next version', async () => {
  const { folder, dir, bring } = await setUp();
  const actions = [{ target: '$.components.schemas.Book.properties.title', update: { maxLength: 5 } }];
  const overlay = await writeJson(join(folder, 'bank.json'), {
    overlay: '1.0.0',
    info: { title: 'A bank', version: '1' },
    actions,
  });
  await bring(await writeJson(join(folder, 'v1.json'), document()), { overlays: [overlay] });
  expect(await read(dir, 'overlays', 'bank.json')).toBe(await read(overlay));
  const report = await bring(await writeJson(join(folder, 'v2.json'), document({ info: { version: '2' } })));
  expect(report.provenance?.overlays.map(({ file }) => file)).toEqual(['overlays/bank.json']);
  expect(report.changes).toEqual([]);
});

test('what was written by hand is replaced only by force', async () => {
  const { folder, dir, bring } = await setUp();
  const file = await writeJson(join(folder, 'v1.json'), document());
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'openapi.yaml'), JSON.stringify(document({ book: narrower })));
  await expect(bring(file)).rejects.toMatchObject({ code: 'ERR_INPUT', message: expect.stringContaining('--force') });
  expect(await bring(file, { force: true })).toMatchObject({
    status: 'replaced',
    changes: [{ kind: 'limit-loosened' }],
  });
});
