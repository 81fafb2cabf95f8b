import { expect, test } from 'vitest';
import type { MediaKind, OperationDescriptor } from '../descriptor.ts';
import { acceptHeader } from './accept.ts';

function operation(responses: Record<string, readonly string[]>): OperationDescriptor {
  const kind: MediaKind = 'json';
  return {
    id: 'read',
    method: 'GET',
    path: '/',
    parameters: [],
    responses: Object.entries(responses).map(([status, types]) => ({
      status,
      content: types.map((type) => ({ type, kind })),
    })),
  };
}

test('types of successes come first, in the order of the document, then those of errors', () => {
  const read = operation({
    '200': ['application/json', 'text/plain'],
    '400': ['application/problem+json', 'application/json'],
  });
  expect(acceptHeader(read)).toBe('application/json, text/plain;q=0.9, application/problem+json;q=0.8');
});

test('a type that was asked for leads, and errors keep theirs', () => {
  const read = operation({ '200': ['application/json', 'text/plain'], default: ['application/problem+json'] });
  expect(acceptHeader(read, ['text/plain'])).toBe('text/plain, application/problem+json;q=0.9');
});

test('no quality falls to zero, which would exclude the type', () => {
  const types = Array.from({ length: 12 }, (_, index) => `text/x-${index}`);
  expect(acceptHeader(operation({ '200': types }))).toMatch(/text\/x-11;q=0\.1$/);
});

test('an operation without bodies asks for nothing in particular', () => {
  expect(acceptHeader(operation({ '204': [] }))).toBeUndefined();
});
