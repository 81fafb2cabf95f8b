import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MediaDescriptor } from '../descriptor.ts';
import { decodeBody, encodeBody } from './body.ts';
import { CodecError } from './problem.ts';

const JSON_MEDIA: MediaDescriptor = { type: 'application/json', kind: 'json' };
const TEXT: MediaDescriptor = { type: 'text/plain', kind: 'text' };
const XML: MediaDescriptor = { type: 'application/xml', kind: 'xml' };
const BINARY: MediaDescriptor = { type: 'application/pdf', kind: 'binary' };
const FORM: MediaDescriptor = {
  type: 'application/x-www-form-urlencoded',
  kind: 'form',
  parts: {
    text: { shape: 'string' },
    count: { shape: 'integer' },
    flags: { shape: 'boolean', repeated: true },
    list: { shape: { array: 'number' }, style: 'pipeDelimited' },
    deep: { shape: { object: { a: 'integer', b: { array: 'string' } } }, style: 'deepObject', explode: true },
    json: { shape: 'any', contentType: 'application/json' },
  },
};
const MULTIPART: MediaDescriptor = {
  type: 'multipart/form-data',
  kind: 'multipart',
  parts: {
    text: { shape: 'string' },
    count: { shape: 'integer' },
    file: { shape: 'string', binary: true, contentType: 'image/png, image/*' },
    files: { shape: 'string', binary: true, repeated: true },
    flags: { shape: 'boolean', repeated: true },
    xml: { shape: 'string', contentType: 'application/xml' },
    json: { shape: 'any', contentType: 'application/json' },
    items: { shape: 'any', contentType: 'application/json', repeated: true },
  },
};

const text = fc.string({ unit: 'grapheme' });
const integer = fc.maxSafeInteger().map((value) => value + 0);
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const bytes = fc.uint8Array().map((value) => new Uint8Array(value));
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 4 });

const form = fc.record(
  {
    text,
    count: integer,
    flags: some(fc.boolean()),
    list: some(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
    deep: fc.record({ a: integer, b: some(text) }),
    json,
    other: text,
    others: fc.array(text, { minLength: 2 }),
  },
  { requiredKeys: [] },
);
const multipart = fc.record(
  {
    text,
    count: integer,
    file: bytes,
    files: some(bytes),
    flags: some(fc.boolean()),
    xml: text,
    json,
    items: some(json),
    other: text,
    'other bytes': bytes,
    'other "json"\r\n': fc.record({ a: integer }),
  },
  { requiredKeys: [] },
);

test.each([
  ['JSON', JSON_MEDIA, json],
  ['text', TEXT, text],
  ['XML', XML, fc.oneof(text, fc.constant('\uFEFF<a/>'))],
  ['bytes', BINARY, bytes],
  ['a form', FORM, form],
  ['a multipart body', MULTIPART, multipart],
] as const)('%s comes back as it went', (_, media, values: fc.Arbitrary<unknown>) => {
  fc.assert(
    fc.property(values, (value) => {
      const { bytes: encoded, contentType } = encodeBody(media, value);
      expect(decodeBody(media, encoded, contentType)).toEqual(value);
    }),
  );
});

test('a multipart body is read by the platform as it was meant', async () => {
  const { bytes: encoded, contentType } = encodeBody(MULTIPART, {
    text: 'grüße',
    file: new Uint8Array([1, 2]),
    json: { a: 1 },
    'a "b"': 'x',
  });
  const data = await new Response(new Uint8Array(encoded), { headers: { 'Content-Type': contentType } }).formData();
  expect([...data.keys()]).toEqual(['text', 'file', 'json', 'a "b"']);
  expect([data.get('text'), data.get('json')]).toEqual(['grüße', '{"a":1}']);
  expect((data.get('file') as File).type).toBe('image/png');
});

test('each part says its own media type', () => {
  const { bytes: encoded } = encodeBody(MULTIPART, { xml: '<a/>', items: [{ a: 1 }, 2], text: 't' });
  const types = [...new TextDecoder().decode(encoded).matchAll(/name="(\w+)"\r\nContent-Type: (.*)\r\n/g)];
  expect(types.map(([, name, type]) => `${name} ${type}`)).toEqual([
    'xml application/xml',
    'items application/json',
    'items application/json',
    'text text/plain; charset=utf-8',
  ]);
});

const utf8 = (body: string) => new TextEncoder().encode(body);
const multipartOf = (...parts: string[]) => `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
const BOUNDARY = 'multipart/form-data; boundary=b';
const part = (name: string, body: string, more = '') =>
  `Content-Disposition: form-data; name="${name}"${more}\r\n\r\n${body}`;

test.each([
  ['malformed JSON', JSON_MEDIA, utf8('{"a":}'), '', ' json'],
  ['JSON that is no UTF-8', JSON_MEDIA, new Uint8Array([0x22, 0xff, 0x22]), '', ' json'],
  ['JSON nested too deeply', JSON_MEDIA, utf8(`${'['.repeat(513)}${']'.repeat(513)}`), '', ' depth'],
  [
    'nesting hidden behind brackets in text',
    JSON_MEDIA,
    utf8(`["]]]]",${'['.repeat(600)}${']'.repeat(600)}]`),
    '',
    ' depth',
  ],
  ['text that is no UTF-8', TEXT, new Uint8Array([0xff]), 'text/plain', ' encoding'],
  ['an unknown charset', TEXT, utf8('a'), 'text/plain; charset=klingon', ' charset'],
  ['a malformed field', FORM, utf8('text=%zz'), '', '/text encoding'],
  ['a malformed name', FORM, utf8('%zz=1'), '', '/%zz encoding'],
  ['malformed JSON in a field', FORM, utf8('json={'), '', '/json json'],
  ['a field that comes twice', FORM, utf8('text=a&text=b'), '', '/text duplicate'],
  ['no boundary', MULTIPART, utf8(''), 'multipart/form-data', ' multipart'],
  ['a boundary that does not occur', MULTIPART, utf8('x'), BOUNDARY, ' multipart'],
  ['no closing boundary', MULTIPART, utf8(`--b\r\n${part('text', 'a')}`), BOUNDARY, ' multipart'],
  ['a part without a name', MULTIPART, utf8(multipartOf('X: 1\r\n\r\na')), BOUNDARY, ' multipart'],
  ['a part without a head', MULTIPART, utf8(multipartOf('')), BOUNDARY, ' multipart'],
  [
    'a part that comes twice',
    MULTIPART,
    utf8(multipartOf(part('text', 'a'), part('text', 'b'))),
    BOUNDARY,
    '/text duplicate',
  ],
  ['malformed JSON in a part', MULTIPART, utf8(multipartOf(part('json', '{'))), BOUNDARY, '/json json'],
  [
    'a part of another type',
    MULTIPART,
    utf8(multipartOf(part('xml', '{}', '\r\nContent-Type: application/json'))),
    BOUNDARY,
    '/xml contentType',
  ],
] as const)('%s is refused', (_, media, encoded, contentType, expected) => {
  const decode = () => decodeBody(media, encoded, contentType);
  expect(decode).toThrow(CodecError);
  try {
    decode();
  } catch (error) {
    const { problems } = error as CodecError;
    expect(problems.map(({ place, pointer, rule }) => `${place}${pointer} ${rule}`)).toEqual([`body${expected}`]);
  }
});

test.each([
  ['JSON with a byte order mark', JSON_MEDIA, utf8('\uFEFF{"a":1}'), '', { a: 1 }],
  ['text in another charset', TEXT, new Uint8Array([0xfc]), 'text/plain; charset="ISO-8859-1"', 'ü'],
  [
    'a form that a browser wrote',
    FORM,
    utf8('text=a+b%2B&count=7&flags=true'),
    '',
    { text: 'a b+', count: 7, flags: [true] },
  ],
  ['a value that does not fit', FORM, utf8('count=x'), '', { count: 'x' }],
  [
    'a part that says it is text',
    MULTIPART,
    utf8(multipartOf(part('json', '[1]', '\r\nContent-Type: text/plain'))),
    BOUNDARY,
    { json: [1] },
  ],
  [
    'a preamble before the first part',
    MULTIPART,
    utf8(`hello\r\n${multipartOf(part('text', 'a\r\n--c'))}`),
    BOUNDARY,
    { text: 'a\r\n--c' },
  ],
  ['no parts', MULTIPART, utf8('--b--'), BOUNDARY, {}],
  ['an empty part', MULTIPART, utf8(multipartOf(part('text', ''))), BOUNDARY, { text: '' }],
] as const)('%s is read', (_, media, encoded, contentType, value) => {
  expect(decodeBody(media, encoded, contentType)).toEqual(value);
});

test('JSON may be nested as deep as 512 levels', () => {
  const text = `${'['.repeat(512)}${']'.repeat(512)}`;
  expect(JSON.stringify(decodeBody(JSON_MEDIA, utf8(text), ''))).toBe(text);
});

test('names of prototypes are fields like any other', () => {
  const decoded = decodeBody(FORM, utf8('__proto__=a&constructor=b'), '') as object;
  expect(Object.entries(decoded)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  const parts = decodeBody(
    MULTIPART,
    utf8(multipartOf(part('__proto__', 'a'), part('constructor', 'b'))),
    BOUNDARY,
  ) as object;
  expect(Object.entries(parts)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  expect(Object.getPrototypeOf(parts)).toBe(Object.prototype);
});

test.each([
  ['undefined as JSON', JSON_MEDIA, undefined],
  ['a cycle as JSON', JSON_MEDIA, toCycle()],
  ['a bigint as JSON', JSON_MEDIA, 1n],
  ['an object as text', TEXT, {}],
  ['text as bytes', BINARY, 'text'],
  ['text as a form', FORM, 'a=b'],
  ['text as a file', MULTIPART, { file: 'text' }],
  ['a lone surrogate in a form', FORM, { text: '\uD800' }],
  ['an item with the delimiter of its list', FORM, { list: ['1|2'] }],
] as const)('%s is refused', (_, media, value) => {
  expect(() => encodeBody(media, value)).toThrow(CodecError);
});

function toCycle(): object {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

test('content types name the charset of text', () => {
  expect(encodeBody(TEXT, '').contentType).toBe('text/plain; charset=utf-8');
  expect(encodeBody(XML, '').contentType).toBe('application/xml; charset=utf-8');
  expect(encodeBody(JSON_MEDIA, 1).contentType).toBe('application/json');
});
