import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { generateInto } from '../support/generate-into.ts';

const FILES = join(import.meta.dirname, 'files');
let folder = '';

beforeAll(async () => {
  const { folder: out, report } = await generateInto('golden', join(import.meta.dirname, 'library.yaml'), {
    name: 'Library',
  });
  expect(report.status).toBe('written');
  folder = out;
});

const emitted = [
  'types/index.ts',
  'types/operations.ts',
  'types/wire.ts',
  'descriptors.ts',
  'validators/index.ts',
  'validators/operations.ts',
  'validators/schemas.ts',
  'client/index.ts',
  'server/index.ts',
];

test.each(emitted)('%s reads as it did', async (path) => {
  const text = readFileSync(join(folder, path), 'utf8').replace(/^\/\/ (@generated from|Do not edit).*$/gm, '// $1 …');
  await expect(text).toMatchFileSnapshot(join(FILES, path));
});

test('nothing else is emitted but the transport of the client', () => {
  const others = globSync('**/*.ts', { cwd: folder }).filter((path) => !emitted.includes(path.replaceAll('\\', '/')));
  expect(others.filter((path) => !path.startsWith(join('client', 'transport')))).toEqual([]);
});

test('two runs give the same bytes', async () => {
  const again = await generateInto('golden-again', join(import.meta.dirname, 'library.yaml'), { name: 'Library' });
  for (const path of globSync('**/*.ts', { cwd: folder })) {
    const text = readFileSync(join(again.folder, path), 'utf8');
    expect(text.replaceAll('golden-again', 'golden')).toBe(readFileSync(join(folder, path), 'utf8'));
  }
});
