import { expect, test } from 'vitest';
import type { OperationDescriptor } from './descriptor.ts';
import { createServer } from './server.ts';

const JSON_BODY = { type: 'application/json', kind: 'json' } as const;
const createThing: OperationDescriptor = {
  id: 'createThing',
  method: 'POST',
  path: '/things/{kind}',
  parameters: [
    { name: 'kind', in: 'path', required: true, shape: 'string' },
    { name: 'X-Count', in: 'header', shape: 'integer' },
    { name: 'tags', in: 'query', shape: { array: 'string' } },
  ],
  body: { required: true, content: [JSON_BODY] },
  responses: [
    { status: '201', headers: [{ name: 'Location', required: true, shape: 'string' }], content: [JSON_BODY] },
    { status: '204' },
  ],
};

test('a request is decoded for its handler and the result becomes the response', async () => {
  const seen: unknown[] = [];
  const app = createServer({
    descriptors: { createThing },
    handlers: {
      createThing: (request: object, context: string) => {
        seen.push({ ...request, incoming: undefined }, context);
        return { status: 201, type: 'application/json', body: { ok: true }, headers: { Location: '/things/1' } };
      },
    },
    context: () => 'context',
    validators: false,
  });
  const response = await app.request('/things/a%2Fb?tags=x&tags=y', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Count': '7' },
    body: '{"a":1}',
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe('/things/1');
  expect(await response.json()).toEqual({ ok: true });
  expect(seen).toEqual([
    {
      path: { kind: 'a/b' },
      query: { tags: ['x', 'y'] },
      headers: { 'X-Count': 7 },
      cookies: {},
      body: { type: 'application/json', value: { a: 1 } },
      accepts: ['application/json'],
    },
    'context',
  ]);
});

test('a server of some operations answers on their paths only, and asks for no other handler', async () => {
  const other: OperationDescriptor = { ...createThing, id: 'other', path: '/others' };
  const shared = { context: () => '', validators: false } as const;
  const handlers = { other: () => ({ status: 204 }) };
  const descriptors = { createThing, other };
  const app = createServer({ ...shared, descriptors, handlers, operations: ['other'] });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
  expect((await app.request('/others', init)).status).toBe(204);
  expect((await app.request('/things/a', init)).status).toBe(404);
  expect(() => createServer({ ...shared, descriptors, handlers: {}, operations: ['none'] as never })).toThrow(/"none"/);
});

test('a parameter with text around it is found anywhere in a path', async () => {
  const seen: unknown[] = [];
  const read = ({ path }: { path: unknown }) => {
    seen.push(path);
    return { status: 204 };
  };
  const parameters = ['kind', 'id'].map((name) => ({ name, in: 'path', required: true, shape: 'string' }) as const);
  const file: OperationDescriptor = {
    ...createThing,
    id: 'file',
    method: 'GET',
    path: '/bulk-{kind}/files/{id}.json',
    parameters,
  };
  const { body: _, ...descriptor } = file;
  const app = createServer({
    descriptors: { file: descriptor },
    handlers: { file: read },
    context: () => '',
    validators: false,
  });
  expect((await app.request('/bulk-a%2Fb/files/7.json')).status).toBe(204);
  expect((await app.request('/bulk-a/files/7.xml')).status).toBe(404);
  expect(seen).toEqual([{ kind: 'a/b', id: '7' }]);
});

test.each([
  ['GET', '/nothing?a=1', 404],
  ['GET', '/things/a?b=2', 405],
  ['POST', '/things/a?c=3', 406],
])('whoever words the refusal of %s %s is told the request', async (method, target, status) => {
  const seen: unknown[] = [];
  const app = createServer({
    descriptors: { createThing },
    handlers: { createThing: () => ({ status: 204 }) },
    context: (_, operation) => operation.id,
    validators: false,
    refuse: (refusal, request, context) => {
      seen.push(request.method, request.target, request.headers.get('accept'), context);
      return { status: refusal.status };
    },
  });
  const body = method === 'POST' ? { body: '<a/>' } : {};
  const headers = { Accept: 'application/problem+json', 'Content-Type': 'text/html' };
  expect((await app.request(target, { method, headers, ...body })).status).toBe(status);
  expect(seen).toEqual([method, target, 'application/problem+json', status === 406 ? 'createThing' : undefined]);
});
