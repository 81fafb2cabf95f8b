import { expect, test } from 'vitest';
import { codesOf, documentOf, readText } from '../fixtures/read-text.ts';

const responses = { 200: { description: 'fine' } };
const path = (name: string, values?: readonly string[]) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', ...(values ? { enum: values } : {}) },
});

async function read(paths: unknown, components: unknown = {}, version?: string) {
  const result = await readText({ 'api.json': documentOf(paths, components, version) });
  if (result.api === undefined) throw new TypeError(JSON.stringify(result.diagnostics));
  return { ...result, api: result.api };
}

test('colliding templates are told apart by the fewest literal paths', async () => {
  const get = (operationId: string, ...parameters: unknown[]) => ({ get: { operationId, parameters, responses } });
  const { api, diagnostics } = await read({
    '/{kind}': get('a', path('kind', ['x', 'y'])),
    '/{bulk}': get('b', path('bulk', ['bulk-x', 'bulk-y'])),
    '/other': get('c'),
  });
  expect(api.operations.map(({ id, routes }) => [id, routes.map((route) => route.path)])).toEqual([
    ['c', ['/other']],
    ['b', ['/bulk-x', '/bulk-y']],
    ['a', ['/x', '/y']],
  ]);
  expect(api.operations[2]?.routes[0]?.bound).toEqual({ kind: 'x' });
  expect(diagnostics.map(({ code }) => code)).toEqual(['expanded-path', 'expanded-path']);
});

test('one template with two names is no collision where the methods differ', async () => {
  const result = await read({
    '/{x}': { get: { operationId: 'a', parameters: [path('x')], responses } },
    '/{y}': { post: { operationId: 'b', parameters: [path('y')], responses } },
  });
  expect(codesOf(result)).toEqual([]);
});

test('one template of two methods is expanded, so that a name of the other one is not found', async () => {
  const { api } = await read({
    '/{x}': { get: { operationId: 'a', parameters: [path('x', ['p'])], responses } },
    '/{y}': { post: { operationId: 'b', parameters: [path('y', ['q'])], responses } },
  });
  expect(api.operations.flatMap(({ routes }) => routes.map((route) => route.path))).toEqual(['/p', '/q']);
});

test('templates that no enum tells apart are expanded no further than it helps', async () => {
  const result = await read({
    '/{service}/{product}/{id}': {
      get: {
        operationId: 'a',
        parameters: [path('service', ['x', 'y']), path('product', ['p', 'q']), path('id')],
        responses,
      },
    },
    '/{resource}/{id}/{category}': {
      get: { operationId: 'b', parameters: [path('resource'), path('id'), path('category', ['c'])], responses },
    },
  });
  expect(result.api.operations.map(({ routes }) => routes.map((route) => route.path))).toEqual([
    ['/{resource}/{id}/c'],
    ['/x/{product}/{id}', '/y/{product}/{id}'],
  ]);
  expect(codesOf(result, 'warning')).toHaveLength(1);
});

test('crossing templates are a warning', async () => {
  const result = await read({
    '/a/{x}': { get: { operationId: 'a', parameters: [path('x')], responses } },
    '/{y}/b': { get: { operationId: 'b', parameters: [path('y')], responses } },
  });
  expect(codesOf(result)).toEqual(['crossing-paths /paths/~1{y}~1b/get']);
});

test('an operation without an id is named after its method and path', async () => {
  const { api } = await read({ '/v1/card-accounts/{id}': { get: { parameters: [path('id')], responses } } });
  expect(api.operations[0]?.id).toBe('getV1CardAccountsById');
});

test('a parameter of the operation wins over the same of the path, headers by any letter case', async () => {
  const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } });
  const { api } = await read({
    '/a': {
      parameters: [header('X-A', false), header('X-B', false)],
      get: { operationId: 'a', parameters: [header('x-a', true)], responses },
    },
  });
  expect(api.operations[0]?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['x-a', true],
    ['X-B', false],
  ]);
});

test('header parameters that OpenAPI ignores are left out and named', async () => {
  const result = await read({
    '/a': { get: { operationId: 'a', parameters: [{ name: 'Accept', in: 'header', schema: {} }], responses } },
  });
  expect(result.api.operations[0]?.parameters).toEqual([]);
  expect(codesOf(result)).toEqual(['ignored-parameter /paths/~1a/get/parameters/0']);
});

test('a name in the template without a declaration is read as text', async () => {
  const result = await read({ '/a/{id}': { get: { operationId: 'a', responses } } });
  expect(result.api.operations[0]?.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  ]);
  expect(codesOf(result, 'warning')).toHaveLength(1);
});

test('every media type is kept with its kind, the charset dropped', async () => {
  const types = [
    'application/json; charset=utf-8',
    'application/problem+json',
    'application/xml',
    'text/plain',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'application/pdf',
    '*/*',
  ];
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'object' } }]));
  const { api } = await read({ '/a': { get: { operationId: 'a', responses: { 200: { description: '', content } } } } });
  expect(api.operations[0]?.responses[0]?.content.map(({ type, kind }) => `${type} ${kind}`)).toEqual([
    'application/json json',
    'application/problem+json json',
    'application/xml xml',
    'text/plain text',
    'multipart/form-data multipart',
    'application/x-www-form-urlencoded form',
    'application/pdf binary',
    '*/* json',
  ]);
});

test('response headers keep whether they are required, also by reference', async () => {
  const components = {
    headers: {
      Location: { required: false, schema: { type: 'string' } },
      Id: { required: true, schema: { type: 'integer' } },
    },
  };
  const headers = { Location: { $ref: '#/components/headers/Location' }, Id: { $ref: '#/components/headers/Id' } };
  const { api } = await read(
    { '/a': { get: { operationId: 'a', responses: { 200: { description: '', headers } } } } },
    components,
  );
  expect(api.operations[0]?.responses[0]?.headers.map(({ name, required }) => [name, required])).toEqual([
    ['Location', false],
    ['Id', true],
  ]);
});

test('statuses come in order: numbers, ranges, default', async () => {
  const all = { default: {}, '4XX': {}, 500: {}, 200: {} };
  const { api } = await read({ '/a': { get: { operationId: 'a', responses: all } } });
  expect(api.operations[0]?.responses.map(({ status }) => status)).toEqual(['200', '500', '4XX', 'default']);
});

test('x-select ties alternatives to the values of a parameter', async () => {
  const schemas = { single: { type: 'object' }, bulk: { type: 'object' } };
  const body = {
    content: {
      'application/json': {
        schema: { oneOf: [{ $ref: '#/components/schemas/single' }, { $ref: '#/components/schemas/bulk' }] },
      },
    },
  };
  const select = { parameter: 'service', cases: { payments: 'single', 'bulk-payments': ['none', 'bulk'] } };
  const { api } = await read(
    {
      '/{service}': {
        post: { operationId: 'a', parameters: [path('service')], requestBody: body, responses, 'x-select': select },
      },
    },
    { schemas },
  );
  expect(api.operations[0]?.body?.content[0]?.select).toEqual({
    in: 'path',
    name: 'service',
    cases: {
      payments: { $ref: '#/components/schemas/single' },
      'bulk-payments': { $ref: '#/components/schemas/bulk' },
    },
  });
});

test('the whole of the Api is frozen', async () => {
  const { api } = await read({ '/a': { get: { operationId: 'a', responses } } });
  expect(Object.isFrozen(api.operations[0]?.responses[0]?.headers)).toBe(true);
});

test('Swagger 2.0 is converted', async () => {
  const swagger = {
    swagger: '2.0',
    info: { title: 'Old', version: '1' },
    consumes: ['application/json'],
    produces: ['application/json'],
    definitions: { A: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } },
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          parameters: [{ in: 'body', name: 'b', required: true, schema: { $ref: '#/definitions/A' } }],
          responses: { 200: { description: '', schema: { $ref: '#/definitions/A' } } },
        },
      },
    },
  };
  const { api, diagnostics } = await readText({ 'api.json': JSON.stringify(swagger) });
  expect(diagnostics.map(({ code }) => code)).toEqual(['converted-swagger-2']);
  expect(api?.operations[0]?.body).toMatchObject({
    required: true,
    content: [{ type: 'application/json', schema: { $ref: '#/components/schemas/A' } }],
  });
});

test('an unquoted version of the document is read', async () => {
  const { api } = await readText({ 'api.yaml': 'openapi: 3.1\ninfo: { title: t, version: 1.0 }\npaths: {}\n' });
  expect(api?.version).toBe('1');
});
