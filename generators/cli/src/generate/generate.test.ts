import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VERSION } from '../version.ts';
import { generate } from './generate.ts';
import type { GenerateOptions } from './options.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openxs2a-generate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const operation = (operationId: string) => ({ get: { operationId, responses: { 200: { description: '' } } } });

function write(paths: unknown, version = '1'): void {
  writeFileSync(join(folder, 'api.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version }, paths }));
}

const run = (more: Partial<GenerateOptions> = {}) =>
  generate({ spec: join(folder, 'api.json'), out: join(folder, 'out'), only: ['types'], ...more });

test('the first run writes, the second finds nothing to do', async () => {
  write({ '/a': operation('a') });
  const first = await run();
  expect(first.status).toBe('written');
  expect(first.files.written).toContain('types/wire.ts');
  const second = await run();
  expect(second.status).toBe('unchanged');
  expect(Object.keys(second.milliseconds)).toEqual(['compare']);
});

test('a forced run over the same document writes no file', async () => {
  write({ '/a': operation('a') });
  await run();
  const before = statSync(join(folder, 'out/types/wire.ts')).mtimeMs;
  const again = await run({ force: true });
  expect(again).toMatchObject({ status: 'unchanged', files: { written: [], removed: [] } });
  expect(statSync(join(folder, 'out/types/wire.ts')).mtimeMs).toBe(before);
});

test('a changed document changes the files that say something else', async () => {
  write({ '/a': operation('a') });
  await run();
  write({ '/a': operation('a'), '/b': operation('b') });
  expect((await run()).status).toBe('written');
  expect(readFileSync(join(folder, 'out/types/operations.ts'), 'utf8')).toContain('BRequest');
});

test('an edited output is made right again', async () => {
  write({ '/a': operation('a') });
  await run();
  writeFileSync(join(folder, 'out/types/wire.ts'), 'edited');
  expect((await run({ check: true })).status).toBe('stale');
  expect(readFileSync(join(folder, 'out/types/wire.ts'), 'utf8')).toBe('edited');
  expect((await run()).files.written).toEqual(['types/wire.ts']);
});

test('what is no longer emitted is removed, what others put there stays', async () => {
  write({ '/a': operation('a') });
  await run({ only: ['types', 'validators'] });
  writeFileSync(join(folder, 'out/validators/mine.txt'), 'mine');
  const second = await run();
  expect(second.files.removed).toEqual(expect.arrayContaining(['validators/index.ts', 'validators/schemas.ts']));
  expect(readdirSync(join(folder, 'out/validators'))).toEqual(['mine.txt']);
});

test('a document with errors leaves the output as it was and says all that is wrong', async () => {
  write({ '/a': operation('a') });
  await run();
  const before = readFileSync(join(folder, 'out/types/wire.ts'), 'utf8');
  write({ '/a': operation('same'), '/b': operation('same'), '/c': { $ref: '#/nothing' } });
  const report = await run();
  expect(report.status).toBe('failed');
  expect(report.diagnostics.map(({ code }) => code)).toEqual(['duplicate-operation-id', 'unresolved-ref']);
  expect(readFileSync(join(folder, 'out/types/wire.ts'), 'utf8')).toBe(before);
});

test('a document with errors creates no folder', async () => {
  write({ '/c': { $ref: '#/nothing' } });
  await run();
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('a manifest that names files outside of the output has no power over them', async () => {
  write({ '/a': operation('a') });
  await run();
  const manifest = JSON.parse(readFileSync(join(folder, 'out/.openxs2a.json'), 'utf8'));
  writeFileSync(
    join(folder, 'out/.openxs2a.json'),
    JSON.stringify({ ...manifest, made: '', files: { ...manifest.files, '../api.json': 'x' } }),
  );
  await run({ force: true });
  expect(existsSync(join(folder, 'api.json'))).toBe(true);
});

test('no emitted text tells of this machine or of the time', async () => {
  write({ '/a': operation('a') });
  const { files } = await run();
  for (const path of files.written) expect(readFileSync(join(folder, 'out', path), 'utf8')).not.toContain(folder);
});

test('the version in the preamble is that of the package', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(VERSION).toBe(manifest.version);
});
