import { expect, test } from 'vitest';
import type { OperationDescriptor, ParameterDescriptor } from '../descriptor.ts';
import { decodeParameters } from './decode-parameters.ts';
import { CodecError } from './problem.ts';
import { encodeCookies, encodeQuery } from './query.ts';

function operation(...parameters: Partial<ParameterDescriptor>[]): OperationDescriptor {
  const declared = parameters.map(
    (parameter): ParameterDescriptor => ({ name: 'p', in: 'query', shape: 'string', ...parameter }),
  );
  return { id: 'try', method: 'GET', path: '/', parameters: declared, responses: [] };
}

const read = (descriptor: OperationDescriptor, search: string) =>
  decodeParameters(descriptor, { path: {}, search, headers: new Headers() });

const colours = ['blue', 'black'];
const rgb = { R: 100, G: 200 };

/** The table of OpenAPI 3.1.1, 4.8.12.4. */
test.each([
  [{}, 'blue', 'p=blue'],
  [{}, '', 'p='],
  [{}, colours, 'p=blue&p=black'],
  [{ explode: false }, colours, 'p=blue,black'],
  [{}, rgb, 'R=100&G=200'],
  [{ explode: false }, rgb, 'p=R,100,G,200'],
  [{ style: 'spaceDelimited' }, colours, 'p=blue%20black'],
  [{ style: 'pipeDelimited' }, colours, 'p=blue%7Cblack'],
  [{ style: 'pipeDelimited', explode: true }, colours, 'p=blue&p=black'],
  [{ style: 'deepObject' }, rgb, 'p%5BR%5D=100&p%5BG%5D=200'],
  [{ style: 'deepObject' }, { a: { b: [1, 2] } }, 'p%5Ba%5D%5Bb%5D=1&p%5Ba%5D%5Bb%5D=2'],
  [{ contentType: 'application/json' }, rgb, 'p=%7B%22R%22%3A100%2C%22G%22%3A200%7D'],
  [{ allowReserved: true }, 'a/b?c=d&e#f+g', 'p=a/b?c=d%26e%23f%2Bg'],
] as const)('%j: %j is %s', (parameter, value, expected) => {
  expect(encodeQuery(operation(parameter as Partial<ParameterDescriptor>), { p: value })).toBe(expected);
});

test('what is absent or inherited is not written', () => {
  expect(encodeQuery(operation({}, { name: 'toString' }), { p: undefined })).toBe('');
});

/** How other clients write the same. */
test.each([
  [{ shape: { array: 'integer' }, explode: false }, 'p=1%2C2', [1, 2]],
  [{ shape: { array: 'string' }, explode: false }, 'p=a%2Cb,c', ['a,b', 'c']],
  [{ shape: { array: 'string' }, style: 'pipeDelimited' }, 'p=a|b', ['a', 'b']],
  [{ shape: { array: 'string' }, style: 'spaceDelimited' }, 'p=a+b', ['a', 'b']],
  [{ shape: { object: { a: 'integer' } }, style: 'deepObject' }, 'p[a]=1', { a: 1 }],
  [{ shape: { first: ['integer', { array: 'integer' }] } }, 'p=1', 1],
  [{ shape: { first: ['integer', { array: 'integer' }] } }, 'p=1&p=2', [1, 2]],
  [{ shape: 'string' }, 'p=a+b%2Bc', 'a b+c'],
  [{ shape: 'string' }, 'p', ''],
  [{ shape: 'integer' }, 'p=007', '007'],
  [{ shape: 'integer' }, 'p=9007199254740993', '9007199254740993'],
  [{ shape: 'boolean' }, 'p=TRUE', 'TRUE'],
] as const)('%j reads %s', (parameter, search, value) => {
  expect(read(operation(parameter as Partial<ParameterDescriptor>), `?${search}`)).toMatchObject({
    query: { p: value },
    problems: [],
  });
});

test.each([
  [{ shape: 'string' }, 'p=1&p=2', '/p duplicate'],
  [{ shape: { array: 'string' }, explode: false }, 'p=1&p=2', '/p duplicate'],
  [{ shape: { object: { a: 'string' } } }, 'a=1&a=2', '/p/a duplicate'],
  [{ shape: { object: { a: 'string' } }, style: 'deepObject' }, 'p[a]=1&p[a]=2', '/p/a duplicate'],
  [{ shape: { object: {} }, style: 'deepObject' }, `p${'[a]'.repeat(40)}=1`, '/p depth'],
  [{ shape: 'string' }, 'p=%', '/p encoding'],
  [{ shape: 'string' }, 'p=%ff', '/p encoding'],
  [{ shape: 'any', contentType: 'application/json' }, 'p={', '/p json'],
] as const)('%j refuses %s', (parameter, search, problem) => {
  const { problems } = read(operation(parameter as Partial<ParameterDescriptor>), search);
  expect(problems.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([problem]);
});

test('a free-form object leaves the names of other parameters alone', () => {
  const both = operation({ shape: { object: {}, rest: 'string' } }, { name: 'limit', shape: 'integer' });
  expect(read(both, 'a=1&limit=2').query).toEqual({ p: { a: '1' }, limit: 2 });
});

test('cookies are written and read', () => {
  const cookies = operation({ in: 'cookie' }, { in: 'cookie', name: 'n', shape: 'integer' });
  expect(encodeCookies(cookies, { p: 'a;b', n: 1 })).toBe('p=a%3Bb; n=1');
  expect(encodeCookies(cookies, {})).toBeUndefined();
  const source = { path: {}, search: '', headers: new Headers(), cookies: 'x; p="a%3Bb"; %zz=1; n=1' };
  expect(decodeParameters(cookies, source).cookies).toEqual({ p: 'a;b', n: 1 });
});

test.each([
  ['a delimiter in an item', { style: 'pipeDelimited' }, ['a|b']],
  ['brackets in a key', { style: 'deepObject' }, { 'a]': 1 }],
  ['a lone surrogate', {}, '\uD800'],
] as const)('%s is refused', (_, parameter, value) => {
  const encode = () => encodeQuery(operation(parameter as Partial<ParameterDescriptor>), { p: value });
  expect(encode).toThrow(CodecError);
});
