import { expect, test } from 'vitest';
import type { HeaderDescriptor, OperationDescriptor, Shape } from '../descriptor.ts';
import { decodeParameters } from './decode-parameters.ts';
import { decodeHeaders, encodeHeaderParameters, encodeHeaders } from './headers.ts';
import { CodecError } from './problem.ts';

const header = (name: string, shape: Shape, more: Partial<HeaderDescriptor> = {}): HeaderDescriptor => ({
  name,
  shape,
  ...more,
});

test('headers are written as the descriptor spells them and read back coerced', () => {
  const descriptors = [
    header('X-Count', 'integer'),
    header('X-Flag', 'boolean'),
    header('X-List', { array: 'integer' }),
    header('X-Map', { object: { a: 'integer', b: 'string' } }, { explode: true }),
    header('X-Json', 'any', { contentType: 'application/json' }),
  ];
  const values = { 'X-Count': 3, 'X-Flag': false, 'X-List': [1, 2], 'X-Map': { a: 1, b: 'x' }, 'X-Json': { ü: '€' } };
  const pairs = encodeHeaders(descriptors, values);
  expect(pairs).toEqual([
    ['X-Count', '3'],
    ['X-Flag', 'false'],
    ['X-List', '1,2'],
    ['X-Map', 'a=1,b=x'],
    ['X-Json', '{"\\u00fc":"\\u20ac"}'],
  ]);
  expect(decodeHeaders(descriptors, new Headers(pairs))).toEqual(values);
});

test('any spelling of a name is the header', () => {
  expect(encodeHeaders([header('Location', 'string', { required: true })], { location: '/x' })).toEqual([
    ['Location', '/x'],
  ]);
});

test('a header that is not declared is kept as text', () => {
  expect(encodeHeaders([], { 'X-Other': 7, 'X-Gone': undefined })).toEqual([['X-Other', '7']]);
});

test('a list of cookies is not joined', () => {
  const descriptors = [header('Set-Cookie', { array: 'string' })];
  const pairs = encodeHeaders(descriptors, { 'Set-Cookie': ['a=1; Path=/', 'b=2.3'] });
  expect(pairs).toEqual([
    ['Set-Cookie', 'a=1; Path=/'],
    ['Set-Cookie', 'b=2.3'],
  ]);
  expect(decodeHeaders(descriptors, new Headers(pairs))).toEqual({ 'Set-Cookie': ['a=1; Path=/', 'b=2.3'] });
});

test('a missing required header is refused', () => {
  const encode = () => encodeHeaders([header('Location', 'string', { required: true })], {});
  expect(encode).toThrow('The header "Location" is required.');
});

test.each([
  ['CR LF', 'a\r\nX-Evil: 1'],
  ['NUL', 'a\0'],
  ['LF in a list', ['a\nb']],
  ['a character beyond Latin-1', '€'],
  ['the delimiter in an item', ['a,b', 'c']],
  ['a list of nothing but an empty item', ['']],
  ['a number that is none', Number.NaN],
])('%s in a header is refused', (_, value) => {
  expect(() => encodeHeaders([header('X-A', 'any')], { 'X-A': value })).toThrow(CodecError);
});

test('a value of an answer that does not fit its shape stays text', () => {
  const descriptors = [header('X-Count', 'integer'), header('X-Json', 'any', { contentType: 'application/json' })];
  const decoded = decodeHeaders(descriptors, new Headers({ 'X-Count': 'many', 'X-Json': '{' }));
  expect(decoded).toEqual({ 'X-Count': 'many', 'X-Json': '{' });
});

const operation: OperationDescriptor = {
  id: 'try',
  method: 'GET',
  path: '/',
  parameters: [
    { name: 'X-Id', in: 'header', shape: 'string' },
    { name: 'X-List', in: 'header', shape: { array: 'string' } },
    { name: 'X-Flag', in: 'header', shape: 'boolean' },
    { name: 'X-Json', in: 'header', shape: 'any', contentType: 'application/json' },
  ],
  responses: [],
};
const decode = (headers: Record<string, string>, repeated: readonly string[] = []) =>
  decodeParameters(operation, {
    path: {},
    search: '',
    headers: new Headers(headers),
    isRepeated: (name) => repeated.includes(name),
  });

test('only declared header parameters are written', () => {
  expect(encodeHeaderParameters(operation, { 'x-id': 'a', 'X-Other': 'b', 'X-Flag': undefined })).toEqual([
    ['X-Id', 'a'],
  ]);
});

test('a header on two lines is refused unless it is a list', () => {
  expect(decode({ 'X-Id': 'a, b' }, ['X-Id']).problems).toEqual([
    {
      place: 'header',
      pointer: '/X-Id',
      rule: 'duplicate',
      message: 'The header "X-Id" must not occur more than once.',
    },
  ]);
  expect(decode({ 'X-List': 'a, b' }, ['X-List'])).toMatchObject({ headers: { 'X-List': ['a', 'b'] }, problems: [] });
});

test('a comma in a single value is part of it', () => {
  expect(decode({ 'X-Id': 'a, b' })).toMatchObject({ headers: { 'X-Id': 'a, b' }, problems: [] });
});

test('a value with a problem stands as text, so that nothing calls it missing', () => {
  const { headers, problems } = decode({ 'X-Json': '{', 'X-Flag': 'yes' });
  expect(headers).toEqual({ 'X-Json': '{', 'X-Flag': 'yes' });
  expect(problems.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(['/X-Json json']);
});
