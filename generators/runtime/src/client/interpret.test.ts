import { expect, test } from 'vitest';
import { interpretAnswer } from './interpret.ts';
import { addBook, bytesOf } from './operation.fixture.ts';

const URL = 'https://library.example/books';

function interpret(
  httpStatus: number,
  headers: Record<string, string>,
  body: string | Uint8Array = '',
  accepted?: string[],
) {
  const bytes = typeof body === 'string' ? bytesOf(body) : body;
  return interpretAnswer(addBook, { httpStatus, headers: new Headers(headers), bytes }, URL, accepted);
}

test('a declared answer has its body decoded and its headers coerced, spelled as declared', () => {
  const headers = {
    'content-type': 'Application/JSON; charset=utf-8',
    location: '/1',
    'x-total': '12',
    'x-complete': 'true',
    etag: 'e',
  };
  const result = interpret(201, headers, '{"title":"a"}');
  expect(result).toMatchObject({
    status: 201,
    type: 'application/json',
    body: { title: 'a' },
    headers: { Location: '/1', 'X-Total': 12, 'X-Complete': true },
    url: URL,
  });
  expect(result.httpHeaders.get('ETag')).toBe('e');
  expect(result.bytes).toEqual(bytesOf('{"title":"a"}'));
});

test('a header that does not fit its shape stays text', () => {
  const result = interpret(201, { 'content-type': 'text/plain', location: '/1', 'x-total': 'many' });
  expect(result).toMatchObject({ status: 201, headers: { Location: '/1', 'X-Total': 'many' } });
});

test('a status of a declared range is that status', () => {
  expect(interpret(418, { 'content-type': 'application/problem+json' }, '{"code":"X"}')).toMatchObject({
    status: 418,
    type: 'application/problem+json',
    body: { code: 'X' },
  });
});

test('a body where none is declared changes nothing and stays in the bytes', () => {
  const result = interpret(204, { 'content-type': 'text/html' }, '<p>');
  expect(result).toMatchObject({ status: 204, bytes: bytesOf('<p>') });
  expect(result).not.toHaveProperty('body');
});

test('no bytes of a text are an empty text', () => {
  expect(interpret(201, { 'content-type': 'text/plain' })).toMatchObject({ status: 201, type: 'text/plain', body: '' });
});

const UNDECLARED = [
  ['status', 503, { 'content-type': 'text/html' }, '<p>busy</p>'],
  ['type', 201, { 'content-type': 'text/html' }, '<p>done</p>'],
  ['type', 201, {}, '{"title":"a"}'],
  ['empty', 201, { 'content-type': 'application/json' }, ''],
  ['empty', 400, {}, ''],
  ['body', 201, { 'content-type': 'application/json' }, '{"title":'],
] as const;

test.each(UNDECLARED)('undeclared because of its %s: %d %o %s', (reason, httpStatus, headers, body) => {
  const result = interpret(httpStatus, headers, body);
  expect(result).toMatchObject({ status: 'undeclared', reason, httpStatus, bytes: bytesOf(body), url: URL });
  if (result.status === 'undeclared') expect(result.text()).toBe(body);
});

test('a body that cannot be read comes with the error that says why', () => {
  const result = interpret(201, { 'content-type': 'application/json' }, '{');
  expect(result).toMatchObject({ reason: 'body', cause: { code: 'ERR_CODEC', problems: [{ rule: 'json' }] } });
});

test('a success in a type that the call did not accept is undeclared, an error is not', () => {
  const accepted = ['application/json'];
  expect(interpret(201, { 'content-type': 'text/plain' }, 'a', accepted)).toMatchObject({ reason: 'accept' });
  expect(interpret(201, { 'content-type': 'application/json' }, '1', accepted)).toMatchObject({ status: 201 });
  expect(interpret(404, { 'content-type': 'application/problem+json' }, '1', accepted)).toMatchObject({ status: 404 });
});

test.each([
  ['text/html; charset=iso-8859-1', 'é'],
  ['text/html; charset="ISO-8859-1"', 'é'],
  ['text/html; charset=unheard-of', '\uFFFD'],
  ['text/html', '\uFFFD'],
])('text of %s is decoded to %s', (type, text) => {
  const result = interpret(503, { 'content-type': type }, Uint8Array.of(0xe9));
  expect(result.status === 'undeclared' && result.text()).toBe(text);
});

test('an answer to HEAD has no body to miss', () => {
  const head = { ...addBook, method: 'HEAD' };
  const answer = {
    httpStatus: 201,
    headers: new Headers({ 'content-type': 'application/json' }),
    bytes: new Uint8Array(),
  };
  expect(interpretAnswer(head, answer, URL, undefined)).toMatchObject({ status: 201 });
});
