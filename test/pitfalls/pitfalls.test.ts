// What the standard's files, and banks' versions of them, are known to trip generators with: one test each.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TEMPORARY } from '../support/generate-into.ts';
import { build, documentOf, json, ref } from './harness.ts';

const done = { 204: { description: '' } };
const post = (operationId: string, body: unknown, more: object = {}) => ({
  post: { operationId, requestBody: { required: true, ...(body as object) }, responses: done, ...more },
});
const send = (value: unknown) => ({ body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } });
const object = (...required: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(required.map((name) => [name, { type: 'string' }])),
  required,
});

test('a flow mapping that closes under-indented is read', async () => {
  const file = join(TEMPORARY, 'under-indented.yaml');
  mkdirSync(TEMPORARY, { recursive: true });
  writeFileSync(
    file,
    "openapi: 3.0.1\ninfo: { title: Api, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          description: fine\n          content:\n            application/json:\n              example:\n                {\n                  \"a\": 1\n              }\n",
  );
  const api = await build('under-indented', file);
  expect((await api.call('a', {}, { status: 200, type: 'application/json', body: { a: 1 } })).result['body']).toEqual({
    a: 1,
  });
});

test('alternatives with an empty one among them are told apart by the keys that they carry', async () => {
  const schemas = { password: object('psuData'), method: object('methodId'), code: object('code') };
  const body = json({ oneOf: [{}, ref('password'), ref('method'), ref('code')] });
  const api = await build('empty-alternative', documentOf({ '/a': post('a', body) }, { schemas }));
  for (const value of [{}, { psuData: 'x' }, { methodId: 'x' }, { code: 'x' }]) {
    const { response, seen } = await api.raw('POST', '/a', send(value), { status: 204 });
    expect(response.status).toBe(204);
    expect(seen?.['body']).toEqual({ type: 'application/json', value });
  }
  for (const [value, pointer] of [
    [{ psuData: 1 }, '/psuData'],
    [{ other: 1 }, ''],
  ] as const) {
    const { response, seen } = await api.raw('POST', '/a', send(value), { status: 204 });
    expect(response.status, JSON.stringify(value)).toBe(400);
    expect(seen).toBeUndefined();
    expect(await response.text()).toContain(`"pointer":"${pointer}`);
  }
});

const payments = {
  schemas: { single: object('amount'), periodic: object('amount', 'startDate'), bulk: object('payments') },
};
const service = {
  name: 'payment-service',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: ['payments', 'periodic-payments', 'bulk-payments'] },
};
const paymentBody = json({ oneOf: [ref('single'), ref('periodic'), ref('bulk')] });

test('a body that matches two overlapping alternatives is not refused for it', async () => {
  const api = await build(
    'overlap',
    documentOf({ '/{payment-service}': post('pay', paymentBody, { parameters: [service] }) }, payments),
  );
  expect(
    (await api.raw('POST', '/periodic-payments', send({ amount: '1', startDate: 'x' }), { status: 204 })).response
      .status,
  ).toBe(204);
});

test('the value of a path parameter decides which alternative a body must fit', async () => {
  const cases = { payments: 'single', 'periodic-payments': 'periodic', 'bulk-payments': 'bulk' };
  const select = { 'x-select': { parameter: 'payment-service', cases } };
  const api = await build(
    'select',
    documentOf({ '/{payment-service}': post('pay', paymentBody, { parameters: [service], ...select }) }, payments),
  );
  expect((await api.raw('POST', '/payments', send({ amount: '1' }), { status: 204 })).response.status).toBe(204);
  const refused = await api.raw('POST', '/periodic-payments', send({ amount: '1' }), { status: 204 });
  expect(refused.response.status).toBe(400);
  expect(await refused.response.text()).toContain('"pointer":"/startDate"');
});

test('a pattern describes the whole value', async () => {
  const body = json({
    type: 'object',
    properties: { iban: { type: 'string', pattern: '[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}' } },
  });
  const api = await build('anchored', documentOf({ '/a': post('a', body) }));
  expect((await api.raw('POST', '/a', send({ iban: 'DE02100100109307118603' }), { status: 204 })).response.status).toBe(
    204,
  );
  expect(
    (await api.raw('POST', '/a', send({ iban: '!!DE02100100109307118603!!' }), { status: 204 })).response.status,
  ).toBe(400);
});

test('a pattern that escapes more than Unicode patterns may works', async () => {
  const body = json({
    type: 'object',
    properties: { phone: { type: 'string', pattern: '\\+[0-9]{1,3}\\-[0-9()+\\-]{1,30}' } },
  });
  const api = await build('escapes', documentOf({ '/a': post('a', body) }));
  expect((await api.raw('POST', '/a', send({ phone: '+49-30(1)-2' }), { status: 204 })).response.status).toBe(204);
  expect((await api.raw('POST', '/a', send({ phone: '4930' }), { status: 204 })).response.status).toBe(400);
});

test('a boolean exclusive bound is honoured either way', async () => {
  const body = json({
    type: 'object',
    properties: {
      a: { type: 'number', minimum: 0, exclusiveMinimum: false },
      b: { type: 'number', minimum: 0, exclusiveMinimum: true },
    },
  });
  const api = await build('bounds', documentOf({ '/a': post('a', body) }));
  expect((await api.raw('POST', '/a', send({ a: 0, b: 1 }), { status: 204 })).response.status).toBe(204);
  expect((await api.raw('POST', '/a', send({ a: 0, b: 0 }), { status: 204 })).response.status).toBe(400);
});

test('boolean and integer headers and queries arrive as what they are', async () => {
  const parameters = [
    { name: 'TPP-Redirect-Preferred', in: 'header', schema: { type: 'boolean' } },
    { name: 'withBalance', in: 'query', schema: { type: 'boolean' } },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ];
  const headers = {
    'X-Count': { required: true, schema: { type: 'integer' } },
    'X-Flag': { schema: { type: 'boolean' } },
  };
  const api = await build(
    'coercion',
    documentOf({ '/a': { get: { operationId: 'a', parameters, responses: { 204: { description: '', headers } } } } }),
  );
  const { seen, result } = await api.call(
    'a',
    { headers: { 'TPP-Redirect-Preferred': true }, query: { withBalance: false, limit: 7 } },
    { status: 204, headers: { 'X-Count': 3, 'X-Flag': false } },
  );
  expect(seen).toMatchObject({ headers: { 'TPP-Redirect-Preferred': true }, query: { withBalance: false, limit: 7 } });
  expect(result['headers']).toEqual({ 'X-Count': 3, 'X-Flag': false });
  for (const value of ['yes', '1', 'TRUE', '']) {
    const { response } = await api.raw('GET', '/a', { headers: { 'TPP-Redirect-Preferred': value } });
    expect(response.status, value).toBe(400);
    expect(await response.text()).toContain('TPP-Redirect-Preferred');
  }
});

test('every media type of a body and of a response makes the way, there and back', async () => {
  const part = {
    type: 'object',
    properties: { xml: { type: 'string' }, order: { type: 'object', properties: { n: { type: 'integer' } } } },
  };
  const content = {
    'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
    'application/xml': { schema: { type: 'object' } },
    'multipart/form-data': { schema: part },
    'text/plain': { schema: { type: 'string' } },
  };
  const problem = {
    'application/json': { schema: { type: 'object' } },
    'application/problem+json': { schema: { type: 'object' } },
  };
  const responses = { 200: { description: '', content }, 400: { description: '', content: problem } };
  const api = await build(
    'media',
    documentOf({ '/a': { post: { operationId: 'a', requestBody: { content }, responses } } }),
  );
  const values = {
    'application/json': { a: 1 },
    'application/xml': '<a>ü</a>',
    'multipart/form-data': { xml: '<x/>', order: { n: 1 } },
    'text/plain': ':20:ü',
  };
  for (const [type, value] of Object.entries(values)) {
    const { seen, result } = await api.call('a', { body: { type, value } }, { status: 200, type, body: value });
    expect(seen?.['body']).toEqual({ type, value });
    expect(result).toMatchObject({ status: 200, type, body: value });
  }
  for (const type of Object.keys(problem)) {
    const { result } = await api.call('a', {}, { status: 400, type, body: { title: 'no' } });
    expect(result).toMatchObject({ status: 400, type, body: { title: 'no' } });
  }
});

test('a response header by reference is optional where it says so', async () => {
  const components = { headers: { Location: { required: false, schema: { type: 'string' } } } };
  const responses = { 201: { description: '', headers: { Location: { $ref: '#/components/headers/Location' } } } };
  const api = await build(
    'optional-header',
    documentOf({ '/a': { post: { operationId: 'a', responses } } }, components),
  );
  expect(api.text('types/wire.ts')).toContain('Location?: string;');
  expect((await api.call('a', {}, { status: 201 })).result).toMatchObject({ status: 201, headers: {} });
});

test('names that are no identifiers, or differ by letter case only, all come through', async () => {
  const schemas = {
    'camt.052': { type: 'string' },
    _linksAll: { type: 'object' },
    'consentsResponse-201': object('x'),
    countryCode: { type: 'string', maxLength: 2 },
    CountryCode: { type: 'integer' },
  };
  const properties = {
    a: ref('camt.052'),
    b: ref('_linksAll'),
    c: ref('consentsResponse-201'),
    d: ref('countryCode'),
    e: ref('CountryCode'),
  };
  const parameters = [
    { name: 'account-id', in: 'path', required: true, schema: { type: 'string' } },
    { name: '$filter[x]', in: 'query', schema: { type: 'string' } },
  ];
  const operation = post('read-it.now', json({ type: 'object', properties }), { parameters });
  const api = await build('names', documentOf({ '/a/{account-id}': operation }, { schemas }));
  const value = { a: 'x', b: {}, c: { x: '1' }, d: 'DE', e: 1 };
  const { seen } = await api.call(
    'readItNow',
    { path: { 'account-id': 'ü/1' }, query: { '$filter[x]': '&' }, body: { type: 'application/json', value } },
    { status: 204 },
  );
  expect(seen).toMatchObject({ path: { 'account-id': 'ü/1' }, query: { '$filter[x]': '&' }, body: { value } });
  expect((await api.raw('POST', '/a/1', send({ d: 'DEU' }))).response.status).toBe(400);
  expect((await api.raw('POST', '/a/1', send({ e: 'x' }))).response.status).toBe(400);
});

test('examples that fail their schema do not disturb', async () => {
  const body = { content: { 'application/json': { schema: { type: 'integer' }, example: 'none' } } };
  const api = await build('examples', documentOf({ '/a': post('a', body) }));
  expect(api.report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('templates that a router cannot tell apart are expanded by their enums', async () => {
  const get = (operationId: string, ...parameters: unknown[]) => ({
    get: { operationId, parameters, responses: done },
  });
  const path = (name: string, values?: string[]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(values && { enum: values }) },
  });
  const paths = {
    '/v1/{single-endpoint}': get('single', path('single-endpoint', ['payee-verifications', 'payer-verifications'])),
    '/v1/{bulk-endpoint}': get('bulk', path('bulk-endpoint', ['bulk-payee-verifications'])),
    '/v1/{bulk-endpoint}/{id}': get('bulkStatus', path('bulk-endpoint', ['bulk-payee-verifications']), path('id')),
    '/v1/{payment-service}/{product}': get('payment', path('payment-service', ['payments']), path('product')),
  };
  const api = await build('collisions', documentOf(paths));
  const at = async (url: string) => (await api.raw('GET', url, {}, { status: 204 })).seen;
  expect(await at('/v1/payer-verifications')).toMatchObject({ path: { 'single-endpoint': 'payer-verifications' } });
  expect(await at('/v1/bulk-payee-verifications')).toMatchObject({
    path: { 'bulk-endpoint': 'bulk-payee-verifications' },
  });
  expect(await at('/v1/bulk-payee-verifications/7')).toMatchObject({
    path: { 'bulk-endpoint': 'bulk-payee-verifications', id: '7' },
  });
  expect(await at('/v1/payments/sepa')).toMatchObject({ path: { 'payment-service': 'payments', product: 'sepa' } });
  expect((await api.raw('GET', '/v1/others', {})).response.status).toBe(404);
  expect(
    (await api.call('single', { path: { 'single-endpoint': 'payer-verifications' } }, { status: 204 })).seen,
  ).toMatchObject({ path: { 'single-endpoint': 'payer-verifications' } });
});

test('a required name without a property is required all the same', async () => {
  const api = await build(
    'undeclared',
    documentOf({ '/a': post('a', json({ type: 'object', properties: { a: {} }, required: ['b'] })) }),
  );
  const { response } = await api.raw('POST', '/a', send({ a: 1 }));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('"pointer":"/b"');
  expect((await api.raw('POST', '/a', send({ b: 1 }), { status: 204 })).response.status).toBe(204);
});

test('a schema that contains itself is checked to its depth', async () => {
  const schemas = {
    tree: {
      type: 'object',
      properties: { name: { type: 'string' }, children: { type: 'array', items: ref('tree') } },
      required: ['name'],
    },
  };
  const api = await build('recursive', documentOf({ '/a': post('a', json(ref('tree'))) }, { schemas }));
  const value = { name: 'a', children: [{ name: 'b', children: [{ name: 'c' }] }] };
  expect(
    (await api.call('a', { body: { type: 'application/json', value } }, { status: 204 })).seen?.['body'],
  ).toMatchObject({ value });
  const { response } = await api.raw('POST', '/a', send({ name: 'a', children: [{ name: 'b', children: [{}] }] }));
  expect(await response.text()).toContain('"pointer":"/children/0/children/0/name"');
});

test('each status has a type and headers of its own, also in a range and by default', async () => {
  const text = (description: string) => ({ description, content: { 'text/plain': { schema: { type: 'string' } } } });
  const api = await build(
    'statuses',
    documentOf({
      '/a': {
        get: { operationId: 'a', responses: { 200: json({ type: 'integer' }), '4XX': text('x'), default: text('y') } },
      },
    }),
  );
  expect((await api.call('a', {}, { status: 200, type: 'application/json', body: 1 })).result).toMatchObject({
    status: 200,
    body: 1,
  });
  expect((await api.call('a', {}, { status: 404, type: 'text/plain', body: 'no' })).result).toMatchObject({
    status: 404,
    body: 'no',
  });
  expect((await api.call('a', {}, { status: 503, type: 'text/plain', body: 'later' })).result).toMatchObject({
    status: 503,
    body: 'later',
  });
});

test('an answer that the document does not declare is told apart, with all its bytes', async () => {
  const api = await build('undeclared-answer', documentOf({ '/a': { get: { operationId: 'a', responses: done } } }));
  const { result } = await api.call('a', {}, { status: 418 });
  expect(result).toMatchObject({
    status: 'undeclared',
    httpStatus: 500,
    reason: 'status',
    bytes: expect.any(Uint8Array),
  });
});
