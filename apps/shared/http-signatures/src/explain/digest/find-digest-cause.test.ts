import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDigestCauses } from './find-digest-cause.ts';
import { renderJson, tokenizeJson } from './json-text.ts';

const hashOf = (body: string | Buffer, algorithm = 'sha256') => createHash(algorithm).update(body).digest();
const digest = (body: string | Buffer, name = 'SHA-256') => `${name}=${hashOf(body).toString('base64')}`;
const codesOf = (header: string, body: string | Buffer) =>
  findDigestCauses(header, Buffer.from(body)).map(({ codes }) => codes);

const json = '{"a": [1, 2.50, {}], "n": "Jos\u00e9 / \\"x\\"",\r\n  "e": []}';
const tokens = tokenizeJson(json) ?? [];

test.each([
  ['body-with-line-feed', '{"a":1}\n', '{"a":1}'],
  ['body-with-crlf', '{"a":1}\r\n', '{"a":1}'],
  ['body-without-line-end', '{"a":1}', '{"a":1}\r\n'],
  ['body-trimmed', '{"a":1}', '  {"a":1} '],
  ['body-empty', '', '{"a":1}'],
  ['body-empty-object', '{}', ''],
  ['body-null', 'null', ''],
  ['body-empty-string', '""', ''],
  ['body-with-lf', '{\n"a":1}', '{\r\n"a":1}'],
  ['body-with-crlf-lines', 'a=1\r\nb=2', 'a=1\nb=2'],
  ['body-without-line-breaks', '<a><b/></a>', '<a>\n<b/>\n</a>'],
  ['json-minified', '{"a":[1,2.50,{}],"n":"José / \\"x\\"","e":[]}', json],
  ['json-spaced', '{"a": [1, 2.50, {}], "n": "José / \\"x\\"", "e": []}', json],
  ['json-indented-2', JSON.stringify({ a: [1, { b: {} }] }, null, 2), '{"a":[1,{"b":{}}]}'],
  ['json-indented-4', JSON.stringify({ a: [1, { b: [] }] }, null, 4), '{"a":[1,{"b":[]}]}'],
  ['json-indented-tab', JSON.stringify({ a: [1] }, null, '\t'), '{"a":[1]}'],
  ['json-indented-jackson', '{\n  "a" : 1,\n  "b" : {\n    "c" : 2\n  }\n}', '{"a":1,"b":{"c":2}}'],
  ['json-slashes-escaped', '{"a":"b\\/c"}', '{"a":"b/c"}'],
  ['json-slashes-plain', '{"a":"b/c"}', '{"a":"b\\/c"}'],
  ['json-ascii', '{"a":"\\u00e9\\ud83d\\ude00"}', '{"a":"é😀"}'],
  ['json-plain-characters', '{"a":"é"}', '{"a":"\\u00E9"}'],
  ['body-latin-1', Buffer.from('{"a":"é"}', 'latin1'), '{"a":"é"}'],
  ['body-utf-16', Buffer.from('{"a":1}', 'utf16le'), '{"a":1}'],
  ['body-with-byte-order-mark', '\ufeff{"a":1}', '{"a":1}'],
  ['body-without-byte-order-mark', '{"a":1}', '\ufeff{"a":1}'],
])('%s is named where just that was hashed', (code, hashed, body) => {
  expect(codesOf(digest(hashed), body)).toEqual([[code]]);
});

const body = '{"a":1}';
const hashed = hashOf(body);
test.each([
  ['digest-hex', hashed.toString('hex')],
  ['digest-upper-case-hex', hashed.toString('hex').toUpperCase()],
  ['digest-hex-in-base64', Buffer.from(hashed.toString('hex')).toString('base64')],
  ['digest-upper-case-hex-in-base64', Buffer.from(hashed.toString('hex').toUpperCase()).toString('base64')],
  ['digest-unpadded', hashed.toString('base64').replace('=', '')],
  ['digest-base64-twice', Buffer.from(hashed.toString('base64')).toString('base64')],
  ['digest-is-sha512', hashOf(body, 'sha512').toString('base64')],
  ['digest-is-sha1', hashOf(body, 'sha1').toString('base64')],
  ['digest-is-sha384', hashOf(body, 'sha384').toString('base64')],
  ['digest-is-md5', hashOf(body, 'md5').toString('base64')],
  ['digest-between-colons', `:${hashed.toString('base64')}:`],
  ['digest-between-quotes', `"${hashed.toString('base64')}"`],
  ['digest-percent-encoded', hashed.toString('base64').replace('=', '%3D')],
  ['digest-of-digest', hashOf(hashed).toString('base64')],
])('%s is named where the value was written so', (code, value) => {
  expect(codesOf(`SHA-256=${value}`, body)).toEqual([[code]]);
});

test('base64url is told from base64 where they differ', () => {
  const text =
    [...Array(50).keys()].map(String).find((each) => /[+/].*[+/]/.test(hashOf(each).toString('base64'))) ?? '';
  const url = hashOf(text).toString('base64url');
  expect(codesOf(`SHA-256=${url}`, text)).toEqual([['digest-base64url']]);
  expect(codesOf(`SHA-256=${url}=`, text)).toEqual([['digest-base64url-padded']]);
});

test('the hash under a wrong name, and without one, is recognised', () => {
  expect(codesOf(`SHA-512=${hashed.toString('base64')}`, body)).toEqual([['digest-is-sha256']]);
  expect(codesOf(hashed.toString('hex'), body)).toEqual([['digest-hex']]);
});

test('two deviations together are found and told in one sentence', () => {
  const header = `SHA-256=${hashOf('{"a":1}').toString('hex')}`;
  expect(findDigestCauses(header, Buffer.from('{ "a": 1 }'))).toEqual([
    {
      codes: ['json-minified', 'digest-hex'],
      words:
        'The digest fits if the JSON is written without any white space, and the hash is written in hex instead of base64.',
    },
  ]);
});

test('where the digest fits, and where nothing known makes it fit, there is no hint', () => {
  expect(codesOf(digest(body), body)).toEqual([]);
  expect(codesOf(digest('another body'), body)).toEqual([]);
  expect(codesOf('', body)).toEqual([]);
  expect(codesOf('SHA-256=, x', body)).toEqual([]);
});

test('a JSON text laid out anew is what the standard serializer makes of it', () => {
  const numbers = fc.integer();
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }).filter((value) => value !== null && typeof value === 'object'),
      numbers,
      (value, seed) => {
        const loose = renderJson(tokenizeJson(JSON.stringify(value)) ?? [], {
          indent: ' '.repeat(Math.abs(seed % 7)),
          colon: ' :\t',
          comma: ',',
        });
        const parts = tokenizeJson(loose ?? '');
        expect(parts).toBeDefined();
        expect(renderJson(parts ?? [], { colon: ':', comma: ',' })).toBe(JSON.stringify(value));
        expect(renderJson(parts ?? [], { indent: '  ', colon: ': ', comma: ',' })).toBe(JSON.stringify(value, null, 2));
      },
    ),
  );
});

test.each(['', '1', '"a"', '{"a":1} x', '[1, oops]', 'a=b'])('%j is no JSON to lay out', (text) => {
  expect(tokenizeJson(text)).toBeUndefined();
});

test('text of tokens is kept as it is written', () => {
  expect(tokens.slice(0, 5)).toEqual(['{', '"a"', ':', '[', '1']);
  expect(tokens).toContain('2.50');
});

test('what is nested so deep that its indents would fill the memory is not laid out', () => {
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  expect(renderJson(tokenizeJson(deep) ?? [], { indent: '    ', colon: ': ', comma: ',' })).toBeUndefined();
  expect(codesOf(digest('x'), deep)).toEqual([]);
});
