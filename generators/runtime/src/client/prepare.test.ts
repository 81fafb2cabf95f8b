import { expect, test } from 'vitest';
import type { OperationDescriptor } from '../descriptor.ts';
import type { DecodedRequest } from '../validation/interfaces.ts';
import { parseBaseUrl } from './base-url.ts';
import { addBook, textOf } from './operation.fixture.ts';
import type { CallOptions, ClientOptions, SignableRequest } from './options.ts';
import { type ClientSetup, prepareRequest } from './prepare.ts';
import { sortPresets } from './presets.ts';

const REQUEST: DecodedRequest = {
  path: { shelf: 'a b' },
  query: { dry: true },
  headers: { 'X-Request-ID': 'r1' },
  cookies: { seat: 4 },
  body: { type: 'application/json', value: { title: 'é' } },
};

function setUp(options: Partial<ClientOptions> = {}): ClientSetup {
  const baseUrl = 'https://library.example/api/';
  const presets = sortPresets(options.headers ?? {}, [addBook]);
  return { options: { baseUrl, ...options }, base: parseBaseUrl(baseUrl), presets };
}

function prepare(
  request: Partial<DecodedRequest> = {},
  options: Partial<ClientOptions> = {},
  call: CallOptions<string> = {},
  operation: OperationDescriptor = addBook,
) {
  return prepareRequest(setUp(options), operation, { ...REQUEST, ...request }, call);
}

test('a request is encoded as the document says', async () => {
  const { url, path, headers, body } = await prepare();
  expect(url.href).toBe('https://library.example/api/shelves/a%20b/books?dry=true');
  expect(path).toBe('/api/shelves/a%20b/books?dry=true');
  expect(textOf(body)).toBe('{"title":"é"}');
  expect(Object.fromEntries(headers)).toEqual({
    accept: 'application/json, text/plain;q=0.9, application/problem+json;q=0.8',
    'content-type': 'application/json',
    cookie: 'seat=4',
    'x-request-id': 'r1',
  });
});

test('the signer sees the final request, and only its headers are added', async () => {
  let seen: SignableRequest | undefined;
  const sign = async (request: SignableRequest) => {
    seen = request;
    request.headers.set('X-Request-ID', 'changed');
    return { Digest: `${request.bytes.length}`, Signature: `${request.headers.get('Authorization')}` };
  };
  const { headers, body, url } = await prepare(
    {},
    { sign, auth: () => 'Bearer t', headers: { 'User-Agent': 'u' } },
    { headers: { Via: 'v' } },
  );
  expect(seen).toMatchObject({
    operation: addBook,
    method: 'POST',
    url: url.href,
    path: '/api/shelves/a%20b/books?dry=true',
    bytes: body,
  });
  expect([...(seen?.headers.keys() ?? [])]).toEqual(
    expect.arrayContaining(['accept', 'authorization', 'cookie', 'user-agent', 'via']),
  );
  expect(headers.get('X-Request-ID')).toBe('r1');
  expect(headers.get('Digest')).toBe('14');
  expect(headers.get('Signature')).toBe('Bearer t');
});

test('a signer of a request without body gets no bytes', async () => {
  const { body: _body, ...bare } = { ...addBook, method: 'GET' };
  const lengths: number[] = [];
  const sign = ({ bytes }: SignableRequest) => {
    lengths.push(bytes.length);
    return undefined;
  };
  const { body: _, ...request } = REQUEST;
  const setup = setUp({ sign });
  expect(await prepareRequest(setup, bare, request, {})).toMatchObject({ body: undefined });
  expect(lengths).toEqual([0]);
});

test('only operations that declare security ask for authorisation, and are told the alternatives', async () => {
  const asked: unknown[] = [];
  const auth = (operation: OperationDescriptor, alternatives: unknown) => {
    asked.push([operation.id, alternatives]);
    return 'Bearer t';
  };
  expect((await prepare({}, { auth })).headers.get('Authorization')).toBe('Bearer t');
  const { security: _, ...open } = addBook;
  expect((await prepare({}, { auth }, {}, open)).headers.has('Authorization')).toBe(false);
  expect((await prepare({}, { auth: () => undefined })).headers.has('Authorization')).toBe(false);
  expect(asked).toEqual([['addBook', [{ library: [] }]]]);
});

test('headers of the call win over everything but the signature', async () => {
  const call = {
    headers: { authorization: 'own', accept: 'own', 'content-type': 'own', signature: 'own', 'x-request-id': 'own' },
  };
  const { headers } = await prepare({}, { auth: () => 'Bearer t', sign: () => ({ Signature: 'signed' }) }, call);
  expect(Object.fromEntries(headers)).toMatchObject({ ...call.headers, signature: 'signed' });
});

test('a body of a declared range travels as the type that it was given', async () => {
  const { headers } = await prepare({ body: { type: 'image/png', value: Uint8Array.of(1) } });
  expect(headers.get('Content-Type')).toBe('image/png');
});

const { body: _, ...BODILESS } = REQUEST;
const INVALID: readonly (readonly [string, Partial<DecodedRequest>, object])[] = [
  ['a missing path parameter', { path: {} }, { problems: [{ place: 'path', pointer: '/shelf', rule: 'required' }] }],
  ['an empty path parameter', { path: { shelf: '' } }, { problems: [{ pointer: '/shelf' }] }],
  ['a path parameter that climbs', { path: { shelf: '..' } }, { problems: [{ place: 'path' }] }],
  ['a header of two lines', { headers: { 'X-Request-ID': 'a\r\nb: c' } }, { problems: [{ place: 'header' }] }],
  ['a body of an undeclared type', { body: { type: 'text/html', value: '' } }, { problems: [] }],
  ['text that is no text', { body: { type: 'text/plain', value: 1 } }, { problems: [{ place: 'body' }] }],
];

test.each(INVALID)('%s is refused before anything is sent', async (_name, request, expected) => {
  await expect(prepare(request)).rejects.toMatchObject({
    code: 'ERR_REQUEST_INVALID',
    operationId: 'addBook',
    ...expected,
  });
});

test('a missing body is refused', async () => {
  await expect(prepareRequest(setUp(), addBook, BODILESS, {})).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID' });
});

test.each([{ headers: { A: 'x\r\ny' } }, { headers: { 'a b': 'x' } }])('%o is no header to send', async (call) => {
  await expect(prepare({}, {}, call)).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID' });
});

test("what the caller's own functions throw is theirs", async () => {
  const boom = () => Promise.reject(new RangeError('no key'));
  await expect(prepare({}, { sign: boom })).rejects.toThrow(RangeError);
  await expect(prepare({}, { auth: boom })).rejects.toThrow(RangeError);
});

test.each([
  ['https://library.example/other?page=2#x', 'https://library.example/other?page=2'],
  ['/other?page=2', 'https://library.example/other?page=2'],
  ['shelves/2?page=2', 'https://library.example/api/shelves/2?page=2'],
])('the link %s takes the place of path and query, also for the signature', async (link, url) => {
  const signed: string[] = [];
  const sign = (request: SignableRequest) => {
    signed.push(request.url);
    return {};
  };
  expect((await prepare({}, { sign }, { link })).url.href).toBe(url);
  expect(signed).toEqual([url]);
});

test.each([
  'https://elsewhere.example/api/',
  '//elsewhere.example/',
  'http://library.example/',
  'https://a:b@library.example/',
  'https://',
])('the link %s is refused: what a request carries is for one server', async (link) => {
  await expect(prepare({}, {}, { link })).rejects.toMatchObject({ code: 'ERR_REQUEST_INVALID' });
});
