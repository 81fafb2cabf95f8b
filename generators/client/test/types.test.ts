import { execFile } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { generateLibrary } from './generate.ts';

const MODULES = join(import.meta.dirname, '..', '..', '..', 'node_modules');
const COMPILERS = { '5.9': 'typescript', '7': 'typescript-7' };
const STRICT = {
  strict: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: ['node'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  customConditions: ['@openxs2a/source'],
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  noEmit: true,
};
const STRICTER = {
  ...STRICT,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

let folder: string;

beforeAll(async () => {
  folder = await generateLibrary('types');
  await copyFile(join(import.meta.dirname, 'fixtures', 'use-library.ts'), join(folder, 'use-library.ts'));
});

async function compile(name: string, version: keyof typeof COMPILERS, compilerOptions: object): Promise<string> {
  const config = join(folder, `tsconfig.${name}.${version}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  const tsc = join(MODULES, COMPILERS[version], 'bin', 'tsc');
  const cwd = join(MODULES, '..');
  const run = promisify(execFile)(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { cwd });
  const output = await run.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  // The runtime is compiled along from its source here, and as declarations where it is installed.
  return output
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('generators/runtime/'))
    .join('\n');
}

test.each([
  ['strict', '5.9', STRICT],
  ['strict', '7', STRICT],
  ['stricter', '7', STRICTER],
  ['without the DOM library', '7', { ...STRICTER, lib: ['es2022'] }],
] as const)(
  'client and types compile and narrow: %s on TypeScript %s',
  async (name, version, options) => {
    expect(await compile(name.replaceAll(' ', '-'), version, options)).toBe('');
  },
  60_000,
);

test('the transport itself passes strict, without being excused', async () => {
  const client = await readFile(join(folder, 'client', 'transport', 'client', 'client.ts'), 'utf8');
  expect(client).toContain('// @ts-nocheck\n');
  const bare = await generateLibrary('types-of-transport');
  folder = bare;
  for (const path of ['client/client', 'client/types', 'client/utils', 'core/utils', 'core/serverSentEvents']) {
    const file = join(bare, 'client', 'transport', `${path}.ts`);
    await writeFile(file, (await readFile(file, 'utf8')).replace('// @ts-nocheck\n', ''));
  }
  expect(await compile('transport', '7', STRICT)).toBe('');
}, 60_000);
