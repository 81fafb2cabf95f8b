import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmitOptions, printPreamble } from '@openxs2a/emit';
import type { Api, Operation } from '@openxs2a/ir';
import { expect, test, vi } from 'vitest';
import { emitClient } from './index.ts';

const OPTIONS: EmitOptions = {
  name: 'Library',
  importExtension: '.ts',
  runtime: '@openxs2a/runtime',
  preamble: {
    generator: 'generator',
    version: '1.0.0',
    command: 'generate library',
    source: 'library.yaml',
    sourceVersion: '1.0.0',
    sha256: '0'.repeat(64),
  },
};

const LICENSE = 'client/transport/LICENSE.md';
const TRANSPORT = [
  'client/transport/client/client.ts',
  'client/transport/client/types.ts',
  'client/transport/client/utils.ts',
  'client/transport/core/auth.ts',
  'client/transport/core/bodySerializer.ts',
  'client/transport/core/pathSerializer.ts',
  'client/transport/core/serverSentEvents.ts',
  'client/transport/core/types.ts',
  'client/transport/core/utils.ts',
];

function operation(id: string, more: Partial<Operation> = {}): Operation {
  return {
    id,
    method: 'get',
    path: '/books',
    routes: [],
    pointer: '',
    tags: [],
    deprecated: false,
    parameters: [],
    responses: [],
    security: [],
    guards: {},
    callbacks: {},
    extensions: {},
    ...more,
  };
}

function api(...operations: readonly Operation[]): Api {
  return Object.freeze({
    title: 'Library',
    version: '1',
    servers: [],
    tags: [],
    operations: Object.freeze(operations),
    schemas: {},
    securitySchemes: {},
    webhooks: {},
    extensions: {},
  });
}

async function emitIndex(...operations: readonly Operation[]): Promise<string> {
  return (await emitClient(api(...operations), OPTIONS)).get('client/index.ts') ?? '';
}

test('the client and the transport that it reaches are emitted, and nothing else', async () => {
  const files = await emitClient(api(operation('listBooks')), OPTIONS);
  expect([...files.keys()]).toEqual(['client/index.ts', LICENSE, ...TRANSPORT]);
  expect(files.get(LICENSE)).toMatch(/^MIT License\n.*Copyright \(c\) Hey API.*shall be included/s);
});

/** The files of code that are emitted, with their texts. */
const codeOf = (files: ReadonlyMap<string, string>) => [...files].filter(([path]) => path.endsWith('.ts'));

test('every file begins with the preamble, is erasable and names no folder of this machine', async () => {
  const files = await emitClient(api(operation('listBooks')), OPTIONS);
  for (const [path, text] of codeOf(files)) {
    expect(text.startsWith(printPreamble(OPTIONS.preamble)), path).toBe(true);
    expect(() => stripTypeScriptTypes(text), path).not.toThrow();
    expect(text, path).not.toContain(tmpdir());
  }
});

test('no temporary folder is left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emit-'));
  vi.stubEnv('TMPDIR', folder);
  await emitClient(api(operation('listBooks')), OPTIONS);
  expect(readdirSync(folder).filter((name) => name.startsWith('client-'))).toEqual([]);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a configuration for hey-api in the current folder is not ours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emit-'));
  const expected = await emitClient(api(operation('listBooks')), OPTIONS);
  writeFileSync(join(folder, 'openapi-ts.config.mjs'), 'throw new Error("read")');
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  expect(await emitClient(api(operation('listBooks')), OPTIONS)).toEqual(expected);
  cwd.mockRestore();
  rmSync(folder, { recursive: true });
});

test('the transport says whose it is, and which version', async () => {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
  const files = await emitClient(api(), OPTIONS);
  const origin = `@hey-api/openapi-ts ${dependencies['@hey-api/openapi-ts']}, Copyright (c) Hey API, MIT License`;
  expect(TRANSPORT.filter((path) => !files.get(path)?.includes(origin))).toEqual([]);
});

test('what goes wrong inside hey-api is told, with its cause', async () => {
  // An Api that no reader makes: the emitter fails on it somewhere in the middle.
  const broken = { ...api(), operations: [undefined] } as unknown as Api;
  await expect(emitClient(broken, OPTIONS)).rejects.toMatchObject({
    message: 'hey-api could not print the client',
    cause: { originalError: { error: expect.any(TypeError) } },
  });
});

test('two runs at the same time give the same bytes', async () => {
  const run = () => emitClient(api(operation('a'), operation('b')), OPTIONS);
  const [first, second] = await Promise.all([run(), run()]);
  expect([...first]).toEqual([...second]);
});

test.each(['.ts', '.js', ''] as const)('relative imports end in "%s"', async (importExtension) => {
  const files = await emitClient(api(operation('listBooks')), { ...OPTIONS, importExtension });
  expect([...files.keys()]).toEqual(['client/index.ts', LICENSE, ...TRANSPORT]);
  const modules = [...files.values()].flatMap((text) =>
    [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, path]) => path),
  );
  expect(modules).toContain(`./transport/client/client${importExtension}`);
  expect(modules).toContain(`../descriptors${importExtension}`);
  expect(modules.map((path) => path?.replace(/^.*\/[A-Za-z]+/, ''))).toEqual(modules.map(() => importExtension));
});

test('a method has the words of its operation, and the parameters that a caller must think of', async () => {
  const parameter = {
    in: 'header',
    required: true,
    deprecated: false,
    schema: {},
    style: 'simple',
    explode: false,
  } as const;
  const rest = { allowReserved: false, examples: [], pointer: '' };
  const text = await emitIndex(
    operation('listBooks', {
      summary: 'Lists books',
      description: 'All of them.\n\nNot sorted.',
      deprecated: true,
      parameters: [
        { ...parameter, ...rest, name: 'X-Request-ID', description: 'Tells calls\napart. And more.' },
        { ...parameter, ...rest, name: 'Limit', in: 'query', required: false, description: 'Left out.' },
        { ...parameter, ...rest, name: 'Old', in: 'cookie', required: false, deprecated: true },
      ],
    }),
  );
  expect(text).toContain(`  /**
   * Lists books
   *
   * All of them.
   *
   * Not sorted.
   *
   * \`GET /books\`
   *
   * - headers \`X-Request-ID\`: Tells calls apart.
   * - cookies \`Old\` (deprecated)
   *
   * @deprecated
   */
  listBooks: OperationCall<ListBooksRequest, ListBooksResult, Preset>;
`);
});

test('no text of the document can end a comment', async () => {
  const text = await emitIndex(
    operation('listBooks', { description: 'a */ export const evil = 1; /*', summary: '*/' }),
  );
  expect(stripTypeScriptTypes(text)).not.toMatch(/^export const evil/m);
  expect(text).not.toMatch(/\*\/ export const evil/);
});

test('an operation id that is no identifier gets a method that is one', async () => {
  const ids = ['list-books', 'delete', '2nd', "it's", 'getBook', 'getbook', 'Ü'];
  const text = await emitIndex(...ids.map((id) => operation(id)));
  const methods = [...text.matchAll(/^ {4}(\S+): operation\((.*)\),$/gm)].map(([, name, from]) => [name, from]);
  expect(methods).toEqual([
    ['listBooks', "descriptors['list-books']"],
    ['delete_', 'descriptors.delete'],
    ['_2nd', "descriptors['2nd']"],
    ['itS', "descriptors['it\\'s']"],
    ['getBook', 'descriptors.getBook'],
    ['getbook2', 'descriptors.getbook'],
    ['Ü', 'descriptors.Ü'],
  ]);
});

test('a document without operations has a client without methods', async () => {
  expect(await emitIndex()).toContain('export type LibraryClient<Preset extends string = never> = {};');
});
