import { expect, test } from 'vitest';
import type { OperationDescriptor, ParameterDescriptor, Style } from '../descriptor.ts';
import { encodePath } from './path.ts';
import { CodecError } from './problem.ts';

function operation(path: string, ...parameters: Partial<ParameterDescriptor>[]): OperationDescriptor {
  const declared = parameters.map(
    (parameter): ParameterDescriptor => ({ name: 'id', in: 'path', shape: 'string', ...parameter }),
  );
  return { id: 'try', method: 'GET', path, parameters: declared, responses: [] };
}

const colours = ['blue', 'black'];
const rgb = { R: 100, G: 200 };

/** The table of OpenAPI 3.1.1, 4.8.12.4. */
test.each([
  ['simple', false, 'blue', '/blue'],
  ['simple', false, colours, '/blue,black'],
  ['simple', false, rgb, '/R,100,G,200'],
  ['simple', true, rgb, '/R=100,G=200'],
  ['label', false, 'blue', '/.blue'],
  ['label', false, colours, '/.blue,black'],
  ['label', true, colours, '/.blue.black'],
  ['label', true, rgb, '/.R=100.G=200'],
  ['matrix', false, 'blue', '/;id=blue'],
  ['matrix', false, colours, '/;id=blue,black'],
  ['matrix', true, colours, '/;id=blue;id=black'],
  ['matrix', false, rgb, '/;id=R,100,G,200'],
  ['matrix', true, rgb, '/;R=100;G=200'],
] as const)('style %s, explode %s: %j is %s', (style: Style, explode, value, expected) => {
  expect(encodePath(operation('/{id}', { style, explode }), { id: value })).toBe(expected);
});

test('everything but unreserved characters is encoded', () => {
  expect(encodePath(operation('/a/{id}/b', {}), { id: "a/b?c#d e%'()*!" })).toBe(
    '/a/a%2Fb%3Fc%23d%20e%25%27%28%29%2A%21/b',
  );
});

test('several parameters may stand in a segment', () => {
  const two = operation('/{id}.{format}', {}, { name: 'format' });
  expect(encodePath(two, { id: 1, format: 'pdf' })).toBe('/1.pdf');
});

test.each([
  ['is missing', {}],
  ['is empty', { id: '' }],
  ['is inherited only', Object.create({ id: 'x' }) as Record<string, unknown>],
  ['is a list of nothing', { id: [] }],
  ['is a dot segment', { id: '.' }],
  ['goes up', { id: '..' }],
  ['is no text', { id: '\uD800' }],
])('a path parameter that %s is refused', (_, path) => {
  expect(() => encodePath(operation('/a/{id}', {}), path)).toThrow(CodecError);
});

test('every problem of a path is told at once', () => {
  const encode = () => encodePath(operation('/{id}/{other}', {}), {});
  expect(encode).toThrow('"id" is required and must not be empty. The path parameter "other" is required');
});
