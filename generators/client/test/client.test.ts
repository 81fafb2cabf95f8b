import { createHash } from 'node:crypto';
import type { SignableRequest } from '@openxs2a/runtime/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { generateLibrary } from './generate.ts';
import { importLibrary, type LooseResult } from './loose.ts';
import { type Answer, reply, startServer, type TestServer } from './server.ts';

let server: TestServer;
let create: Awaited<ReturnType<typeof importLibrary>>;

beforeAll(async () => {
  const folder = await generateLibrary('end-to-end');
  server = await startServer();
  create = await importLibrary(folder);
});
beforeEach(() => void server.arrived.splice(0));
afterAll(() => server.close());

const HEADERS = { 'X-Request-ID': 'r1' };
const JSON_TYPE = { 'content-type': 'application/json' };
const baseUrl = () => `http://127.0.0.1:${server.port}/api/`;
const settings = () => ({ baseUrl: baseUrl(), headers: HEADERS, timeout: 5000 });

type Call = (request?: object, options?: object) => Promise<LooseResult>;
function call(operation: string, options: object = {}): Call {
  const method = create({ ...settings(), ...options })[operation];
  if (method === undefined) throw new TypeError(`no operation "${operation}"`);
  return method;
}

const BODIES = [
  { type: 'application/json', value: { title: 'Ünïcödé', list: [1, null, true] } },
  { type: 'application/xml', value: '<?xml version="1.0"?><a>é</a>' },
  { type: 'text/plain', value: '"no JSON"\r\n' },
  { type: 'text/plain', value: '' },
  { type: 'application/octet-stream', value: Uint8Array.of(0, 255, 13, 10) },
  { type: 'application/x-www-form-urlencoded', value: { title: 'a&b=c +%é', pages: 7 } },
  {
    type: 'multipart/form-data',
    value: { book: { title: 'é', pages: 3 }, cover: Uint8Array.of(0, 13, 10, 45, 45, 255), note: 'n' },
  },
] as const;

test.each(BODIES)('a body of $type comes back from the server that echoes it: $value', async (body) => {
  server.answer = ({ headers, bytes }, response) =>
    response.writeHead(200, { 'content-type': headers['content-type'] }).end(bytes);
  const result = await call('echo')({ body });
  expect(result).toMatchObject({ status: 200, type: body.type });
  expect(result.body).toEqual(body.value);
  expect(server.arrived[0]?.headers).not.toHaveProperty('transfer-encoding');
  expect(server.arrived[0]?.headers['content-length']).toBe(String(server.arrived[0]?.bytes.length));
});

test('the global fetch may be given as it is', async () => {
  server.answer = ({ bytes }, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(bytes);
  const body = { type: 'text/plain', value: 'a' };
  expect(await call('echo', { fetch })({ body })).toMatchObject({ status: 200, body: 'a' });
  expect(server.arrived[0]?.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-length': '1',
  });
});

test('parameters go to their places, and the path of the base URL is kept', async () => {
  server.answer = reply(200, { ...JSON_TYPE, 'x-total': '0' }, '[]');
  await call('listBooks')({ query: { limit: 2, tag: ['a&b', 'c'] }, headers: { Fresh: true }, cookies: { seat: 4 } });
  expect(server.arrived[0]).toMatchObject({ method: 'GET', url: '/api/books?limit=2&tag=a%26b&tag=c' });
  expect(server.arrived[0]?.headers).toMatchObject({ 'x-request-id': 'r1', fresh: 'true', cookie: 'seat=4' });
  expect(server.arrived[0]?.headers).not.toHaveProperty('content-type');
});

test('every media type that is declared is asked for, successes first', async () => {
  server.answer = reply(200, { ...JSON_TYPE, 'x-total': '0' }, '[]');
  await call('listBooks')();
  await call('listBooks')({}, { accept: ['text/csv'] });
  expect(server.arrived.map(({ headers }) => headers.accept)).toEqual([
    'application/json, text/csv;q=0.9, application/problem+json;q=0.8',
    'text/csv, application/problem+json;q=0.9',
  ]);
});

test('headers of an answer are coerced and spelled as declared', async () => {
  server.answer = reply(200, { ...JSON_TYPE, 'X-TOTAL': '12', 'x-complete': 'false', etag: 'e' }, '[{"title":"a"}]');
  const result = await call('listBooks')();
  expect(result).toMatchObject({ status: 200, type: 'application/json', body: [{ title: 'a' }] });
  expect(result.headers).toEqual({ 'X-Total': 12, 'X-Complete': false });
  expect(result.httpHeaders.get('etag')).toBe('e');
});

test('a redirect is an answer and is not followed', async () => {
  server.answer = reply(302, { location: '/elsewhere' }, 'moved');
  expect(await call('listBooks')()).toMatchObject({ status: 302, headers: { Location: '/elsewhere' } });
  expect(server.arrived).toHaveLength(1);
});

test('an answer without content is itself', async () => {
  server.answer = reply(204, {});
  expect(await call('deleteBook')({ path: { 'book-id': 'a/b' } })).toMatchObject({ status: 204 });
  expect(server.arrived[0]?.url).toBe('/api/books/a%2Fb');
});

test('HEAD has the headers of an answer and no body to miss', async () => {
  server.answer = reply(200, JSON_TYPE);
  expect(await call('probe')({ path: { 'book-id': 'a' } })).toMatchObject({ status: 200 });
});

test('a status of a declared range keeps its media type', async () => {
  server.answer = reply(409, { 'content-type': 'application/problem+json' }, '{"code":"TAKEN"}');
  const result = await call('addBook')({ body: { type: 'application/json', value: { title: 'a' } } });
  expect(result).toMatchObject({ status: 409, type: 'application/problem+json', body: { code: 'TAKEN' } });
});

const UNDECLARED = [
  ['status', 503, { 'content-type': 'text/html; charset=utf-8' }, '<p>büsy</p>'],
  ['status', 418, JSON_TYPE, '{"teapot":true}'],
  ['type', 400, JSON_TYPE, '{"code":"X"}'],
  ['empty', 400, {}, ''],
  ['body', 200, JSON_TYPE, '[{'],
] as const;

test.each(UNDECLARED)(
  'an answer that is undeclared by its %s (%d) comes back whole',
  async (reason, httpStatus, headers, body) => {
    server.answer = reply(httpStatus, headers, body);
    const result = await call('listBooks')();
    expect(result).toMatchObject({ status: 'undeclared', reason, httpStatus });
    expect(result.text()).toBe(body);
    expect(Buffer.from(result.bytes).toString()).toBe(body);
    expect(result.type).toBe('content-type' in headers ? headers['content-type'] : undefined);
  },
);

test('the signature covers the bytes that arrive', async () => {
  server.answer = reply(201, { ...JSON_TYPE, location: '/1' }, '{"title":"a"}');
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
  const sign = async ({ method, path, bytes, headers }: SignableRequest) => ({
    Digest: `SHA-256=${digest(bytes)}`,
    Signature: [method, path, headers.get('x-request-id')].join(' '),
  });
  await call('addBook', { sign })({ body: { type: 'application/json', value: { title: 'é' } } });
  const [arrived] = server.arrived;
  expect(arrived?.headers['digest']).toBe(`SHA-256=${digest(arrived?.bytes ?? Buffer.alloc(0))}`);
  expect(arrived?.headers['signature']).toBe(`POST ${arrived?.url} r1`);
});

test('operations that declare security are authorised, others are not', async () => {
  server.answer = reply(200, { 'content-type': 'text/plain' }, 'pong');
  const auth = (operation: { id: string }) => `Bearer ${operation.id}`;
  await call('addBook', { auth })({ body: { type: 'application/json', value: { title: 'a' } } });
  await call('ping', { auth })();
  expect(server.arrived.map(({ headers }) => headers.authorization)).toEqual(['Bearer addBook', undefined]);
});

test('presets are asked anew for each call', async () => {
  server.answer = reply(200, { 'content-type': 'text/plain' }, 'pong');
  let count = 0;
  const headers = { 'X-Request-ID': async () => `r${++count}`, Reader: 'me', 'User-Agent': 'test/1' };
  const ping = call('ping', { headers });
  expect(await ping()).toMatchObject({ status: 200, body: 'pong' });
  await ping();
  await ping({ headers: { 'X-Request-ID': 'own' } });
  expect(server.arrived.map(({ headers }) => headers['x-request-id'])).toEqual(['r1', 'r2', 'own']);
  expect(server.arrived[0]?.headers).toMatchObject({ 'user-agent': 'test/1' });
  expect(server.arrived[0]?.headers).not.toHaveProperty('reader');
});

test('an answer over the limit is given up with ERR_RESPONSE_TOO_LARGE', async () => {
  server.answer = (_, response) => {
    response.writeHead(503);
    const more = () => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  };
  const listBooks = call('listBooks', { maxResponseBytes: 1_000_000 });
  await expect(listBooks()).rejects.toMatchObject({ code: 'ERR_RESPONSE_TOO_LARGE', operationId: 'listBooks' });
});

test('an answer at the limit is read', async () => {
  server.answer = reply(200, { 'content-type': 'text/plain' }, 'x'.repeat(1000));
  expect(await call('ping', { maxResponseBytes: 1000 })()).toMatchObject({ status: 200 });
});

test.each([
  ['that never begins', () => undefined],
  ['whose body never ends', (_: unknown, response: { write(text: string): void }) => response.write('[')],
])('an answer %s is given up with ERR_TIMEOUT', async (_name, answer) => {
  server.answer = answer;
  await expect(call('listBooks', { timeout: 50 })()).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  await expect(call('listBooks')({}, { timeout: 50 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
});

test('a call that is aborted throws ERR_ABORTED with the reason', async () => {
  const controller = new AbortController();
  server.answer = () => controller.abort('changed my mind');
  const aborted = { code: 'ERR_ABORTED', cause: 'changed my mind' };
  await expect(call('listBooks')({}, { signal: controller.signal })).rejects.toMatchObject(aborted);
  await expect(call('listBooks')({}, { signal: controller.signal })).rejects.toMatchObject(aborted);
  expect(server.arrived).toHaveLength(1);
});

const hangUp: Answer = (_, response) => response.destroy();
const hangUpWithin: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('[', () => response.destroy());
};

test.each([
  ['before it answers', hangUp],
  ['in the middle of a body', hangUpWithin],
])('a server that hangs up %s is ERR_NETWORK', async (_name, answer) => {
  server.answer = answer;
  await expect(call('listBooks')()).rejects.toMatchObject({ code: 'ERR_NETWORK', cause: expect.any(Error) });
});

test('a server that is not there is ERR_NETWORK, and the cause says so', async () => {
  const gone = await startServer();
  await gone.close();
  await expect(call('listBooks', { baseUrl: `http://127.0.0.1:${gone.port}` })()).rejects.toMatchObject({
    name: 'ClientError',
    code: 'ERR_NETWORK',
    message: expect.stringContaining('ECONNREFUSED'),
    cause: { cause: { code: 'ECONNREFUSED' } },
  });
});

test('a request that does not fit the document is not sent', async () => {
  const missing = { path: {} } as { path: { 'book-id': string } };
  await expect(call('deleteBook')(missing)).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID' });
  expect(server.arrived).toHaveLength(0);
});

const problem = {
  place: 'body',
  pointer: '/title',
  rule: 'required',
  message: 'The field "title" is required.',
} as const;

test('validators are asked what is switched on', async () => {
  server.answer = reply(200, { ...JSON_TYPE, 'x-total': '0' }, '[{}]');
  const validate = { request: () => [problem], response: () => [problem] };
  const asking = (validation: string | undefined) => call('listBooks', { validate, validation })();
  await expect(asking('request')).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID', problems: [problem] });
  await expect(asking(undefined)).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID' });
  expect(server.arrived).toHaveLength(0);
  const result = { status: 200, body: [{}] };
  await expect(asking('response')).rejects.toMatchObject({ code: 'ERR_RESPONSE_INVALID', problems: [problem], result });
  expect(await asking('off')).toMatchObject(result);
});

test('validators see what was decoded', async () => {
  server.answer = reply(200, { ...JSON_TYPE, 'x-total': '3' }, '[]');
  const seen: unknown[] = [];
  const look = (...args: unknown[]) => {
    seen.push(args);
    return [];
  };
  const validate = { request: look, response: look };
  await call('listBooks', { validate })({ query: { limit: 1, tag: undefined } as { limit: number } });
  const request = { path: {}, query: { limit: 1 }, headers: HEADERS, cookies: {} };
  const response = { status: 200, headers: { 'X-Total': 3 }, type: 'application/json', body: [], request };
  expect(seen).toEqual([
    ['listBooks', request],
    ['listBooks', response],
  ]);
});

test('validation without validators is a mistake of the programmer', () => {
  expect(() => call('ping', { validation: 'both' })).toThrow(TypeError);
  expect(() => call('ping', { baseUrl: 'library' })).toThrow(TypeError);
});
