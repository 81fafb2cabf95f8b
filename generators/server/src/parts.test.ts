import type { Media, Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { toParts } from './parts.ts';

const FILE = { type: 'string', format: 'binary' };
const ORDER = { type: 'object', properties: { item: { type: 'string' } } };
const schemas: Readonly<Record<string, Schema>> = {
  File: FILE,
  Base: { type: 'object', properties: { base: { type: 'integer' } } },
  Self: { allOf: [{ $ref: '#/components/schemas/Self' }], properties: { self: true } },
};

function media(kind: Media['kind'], schema: Schema, encoding: Media['encoding'] = {}): Media {
  return { type: 'x/y', kind, schema, encoding, examples: [], pointer: '' };
}

const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties }) as Schema;

test.each<[string, Schema, Media['encoding'][string], unknown]>([
  ['text', { type: 'string' }, {}, { shape: 'string' }],
  ['a number', { type: 'integer' }, {}, { shape: 'integer' }],
  ['a file', { $ref: '#/components/schemas/File' }, {}, { shape: 'string', binary: true }],
  [
    'a file by 3.1',
    { contentMediaType: 'image/png' },
    { contentType: 'image/png' },
    { shape: 'any', contentType: 'image/png', binary: true },
  ],
  [
    'base64 text',
    { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    {},
    { shape: 'string' },
  ],
  ['files', { type: 'array', items: FILE }, {}, { shape: 'string', repeated: true, binary: true }],
  ['an object', ORDER, {}, { shape: 'any', contentType: 'application/json' }],
  [
    'a list of objects',
    { type: 'array', items: ORDER },
    {},
    { shape: 'any', contentType: 'application/json', repeated: true },
  ],
  ['a list of numbers', { type: 'array', items: { type: 'number' } }, {}, { shape: 'number', repeated: true }],
  ['XML', { type: 'string' }, { contentType: 'application/xml' }, { shape: 'string', contentType: 'application/xml' }],
])('%s as a part', (_, schema, encoding, part) => {
  expect(toParts(media('multipart', object({ p: schema }), { p: encoding }), {})).toBeDefined();
  expect(toParts(media('multipart', object({ p: schema }), { p: encoding }), schemas)).toEqual({ p: part });
});

test.each<[string, Schema, Media['encoding'][string], unknown]>([
  ['text', { type: 'string' }, {}, { shape: 'string' }],
  ['a list', { type: 'array', items: { type: 'integer' } }, {}, { shape: 'integer', repeated: true }],
  ['a list in one field', { type: 'array', items: {} }, { explode: false }, { shape: { array: 'any' } }],
  [
    'a list with pipes',
    { type: 'array', items: {} },
    { style: 'pipeDelimited' },
    { shape: { array: 'any' }, style: 'pipeDelimited' },
  ],
  ['an object', ORDER, {}, { shape: 'any', contentType: 'application/json' }],
  [
    'a deep object',
    ORDER,
    { style: 'deepObject', explode: true },
    { shape: { object: { item: 'string' } }, style: 'deepObject', explode: true },
  ],
  [
    'a document',
    { type: 'array' },
    { contentType: 'application/json' },
    { shape: { array: 'any' }, contentType: 'application/json' },
  ],
])('%s as a field', (_, schema, encoding, part) => {
  expect(toParts(media('form', object({ p: schema }), { p: encoding }), schemas)).toEqual({ p: part });
});

test('the properties of everything that a body is made of are its parts', () => {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Base' }, { $ref: '#/components/schemas/Self' }],
    oneOf: [object({ one: true }), object({ two: { type: 'boolean' }, base: { type: 'string' } })],
    properties: { own: true },
  } as Schema;
  const parts = toParts(media('form', schema), schemas);
  expect(Object.keys(parts ?? {})).toEqual(['base', 'one', 'own', 'self', 'two']);
  expect(parts?.['base']).toEqual({ shape: 'integer' });
});

test('bodies of other kinds have no parts', () => {
  expect(toParts(media('json', ORDER), schemas)).toBeUndefined();
});
