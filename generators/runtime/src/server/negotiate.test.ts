import { expect, test } from 'vitest';
import type { ResponseDescriptor } from '../descriptor.ts';
import { createNegotiator } from './negotiate.ts';

const media = (type: string) => ({ type, kind: 'binary' }) as const;
const responses: readonly ResponseDescriptor[] = [
  { status: '200', content: ['application/json', 'application/xml', 'text/plain'].map(media) },
  { status: '400', content: [media('application/problem+json')] },
];
const JSON_FIRST = ['application/json', 'application/xml', 'text/plain', 'application/problem+json'];

test.each([
  [null, JSON_FIRST],
  ['', JSON_FIRST],
  ['*/*', JSON_FIRST],
  ['text/*, */*;q=0.1', ['text/plain', 'application/json', 'application/xml', 'application/problem+json']],
  ['application/xml', ['application/xml']],
  ['APPLICATION/XML; q=0.5, application/json;q=0.4', ['application/xml', 'application/json']],
  ['application/*, application/json;q=0.2', ['application/xml', 'application/problem+json', 'application/json']],
  ['*/*, application/json;q=0', ['application/xml', 'text/plain', 'application/problem+json']],
  ['application/json; version=1', ['application/json']],
])('Accept %s takes %j', (accept, types) => {
  expect(createNegotiator(responses)(accept)).toEqual({ types, isServable: true });
});

test.each(['image/png', 'application/problem+json', '*/*;q=0', 'nonsense'])('Accept %s cannot be served', (accept) => {
  expect(createNegotiator(responses)(accept).isServable).toBe(false);
});

test('an operation without a body of its own serves everyone', () => {
  expect(createNegotiator([{ status: '204' }])('image/png').isServable).toBe(true);
});

test('a declared range serves what is in it', () => {
  const negotiate = createNegotiator([{ status: '200', content: [media('image/*')] }]);
  expect(negotiate('image/png')).toEqual({ types: ['image/*'], isServable: true });
  expect(negotiate('text/plain').isServable).toBe(false);
});

test('what one client asks does not fill the memory', () => {
  const negotiate = createNegotiator(responses);
  const first = negotiate('text/plain');
  for (let index = 0; index < 1000; index += 1) negotiate(`text/plain;q=0.${index}`);
  expect(negotiate('text/plain')).toBe(first);
  expect(negotiate('text/plain;q=0.999')).not.toBe(negotiate('text/plain;q=0.999'));
});
