import { expect, test } from 'vitest';
import { codesOf, documentOf, readText } from './fixtures/read-text.ts';
import { readApi } from './read-api.ts';

const ok = { responses: { 200: { description: 'fine' } } };

test('a file that is not there is named', async () => {
  const { api, diagnostics } = await readApi('no/such/file.yaml');
  expect(api).toBeUndefined();
  expect(diagnostics).toEqual([
    {
      code: 'unreadable-file',
      severity: 'error',
      file: 'no/such/file.yaml',
      pointer: '',
      message: 'The file cannot be read: there is no such file.',
    },
  ]);
});

const unreadable: Readonly<Record<string, readonly [string, string]>> = {
  'a broken mapping': ['openapi: 3.0.0\ninfo: {title: [}\n', 'unreadable-file'],
  'a list': ['- 1\n- 2\n', 'unreadable-file'],
  'an empty file': ['', 'unreadable-file'],
  'a document of some other kind': ['{"swagger": "1.2"}', 'unsupported-version'],
  'OpenAPI 4': ['{"openapi": "4.0.0"}', 'unsupported-version'],
  'an alias to nothing': ['openapi: *nothing\n', 'unreadable-file'],
  'a mapping with a key twice': ['openapi: 3.0.0\npaths: {}\npaths: {}\n', 'duplicate-key'],
};

test.each(Object.entries(unreadable))('%s is refused with a code', async (_, [text, code]) => {
  const { api, diagnostics } = await readText({ 'api.yaml': text });
  expect(api).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
});

test('a document nested without end is refused, not walked', async () => {
  const { diagnostics } = await readText({
    'api.json': `{"openapi":"3.0.0","x-deep":${'['.repeat(3000)}${']'.repeat(3000)}}`,
  });
  expect(diagnostics[0]?.code).toBe('unreadable-file');
});

test('bytes that are no text are refused', async () => {
  const { api, diagnostics } = await readText({ 'api.json': String.fromCharCode(0xd800) });
  expect(api).toBeUndefined();
  expect(diagnostics[0]?.code).toMatch(/unreadable-file/);
});

test('all that is wrong is reported at once, with file, pointer and line', async () => {
  const text = `openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /a:
    get:
      operationId: same
      responses: { '200': { $ref: '#/components/responses/none' } }
  /b/{x}:
    get:
      operationId: same
      parameters: [{ name: x, in: path, required: true, schema: { $ref: '#/components/schemas/loop' } }]
      responses: { '200': { description: fine } }
  /b/{y}:
    get:
      operationId: other
      parameters: [{ name: y, in: path, required: true, schema: { type: string, pattern: '(' } }]
      responses: { '200': { description: fine } }
components:
  schemas:
    loop: { $ref: '#/components/schemas/pool' }
    pool: { $ref: '#/components/schemas/loop' }
`;
  const { api, diagnostics } = await readText({ 'api.yaml': text });
  expect(api).toBeUndefined();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, pointer, line }) => [code, pointer, line])).toEqual([
    ['unresolved-ref', '/paths/~1a/get/responses/200/$ref', 7],
    ['duplicate-operation-id', '/paths/~1b~1{x}/get/operationId', 10],
    ['path-collision', '/paths/~1b~1{y}/get', 14],
    ['invalid-pattern', '/paths/~1b~1{y}/get/parameters/0/schema/pattern', 16],
    ['circular-ref', '/components/schemas/loop/$ref', 20],
  ]);
  expect(errors.every(({ file, column }) => file.endsWith('api.yaml') && column !== undefined)).toBe(true);
});

test('a reference into another file that is missing, or misses the target, is reported where it stands', async () => {
  const files = {
    'api.json': documentOf({
      '/a': { $ref: 'gone.yaml' },
      '/b': { $ref: 'there.yaml#/b' },
      '/c': { $ref: 'there.yaml#/c' },
    }),
    'there.yaml': JSON.stringify({ b: { get: { operationId: 'b', ...ok, parameters: [{ $ref: '#/nothing' }] } } }),
  };
  const { diagnostics } = await readText(files);
  expect(diagnostics.map(({ code, file, pointer }) => [code, file.replace(/^.*\//, ''), pointer])).toEqual([
    ['unresolved-ref', 'api.json', '/paths/~1c/$ref'],
    ['unreadable-file', 'gone.yaml', ''],
    ['unresolved-ref', 'there.yaml', '/b/get/parameters/0/$ref'],
  ]);
});

test('a reference to the network is refused, not followed', async () => {
  const { diagnostics } = await readText({ 'api.json': documentOf({ '/a': { $ref: 'https://example.org/a.yaml' } }) });
  expect(diagnostics[0]).toMatchObject({ code: 'unresolved-ref', message: expect.stringContaining('not fetched') });
});

test('a schema composed of itself is circular, one that contains itself is not', async () => {
  const circular = await readText({
    'api.json': documentOf({}, { schemas: { a: { allOf: [{ $ref: '#/components/schemas/a' }] } } }),
  });
  expect(codesOf(circular, 'error')).toEqual(['circular-ref /components/schemas/a']);
  const recursive = await readText({
    'api.json': documentOf(
      {},
      {
        schemas: {
          tree: {
            type: 'object',
            properties: { children: { type: 'array', items: { $ref: '#/components/schemas/tree' } } },
          },
        },
      },
    ),
  });
  expect(recursive.api?.schemas['tree']).toBeDefined();
});

test('an overlay that is none, and a target that is no path, are reported in the overlay', async () => {
  const files = {
    'api.json': documentOf({ '/a': { get: { operationId: 'a', ...ok } } }),
    'overlay-1.yaml': 'nothing: here\n',
    'overlay-2.yaml':
      "overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions:\n  - { target: '$.paths[', update: {} }\n  - { target: $.none, update: {} }\n  - { target: $.paths }\n",
  };
  const { api, diagnostics } = await readText(files);
  expect(api).toBeUndefined();
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'invalid-overlay ',
    'invalid-overlay /actions/0/target',
    'invalid-overlay /actions/2',
    'overlay-unmatched /actions/1/target',
  ]);
});

test('x-select that names nothing is an error', async () => {
  const { diagnostics } = await readText({
    'api.json': documentOf({
      '/a': { get: { operationId: 'a', ...ok, 'x-select': { parameter: 'none', cases: {} } } },
    }),
  });
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'unknown-selection /paths/~1a/get/x-select',
  ]);
});
