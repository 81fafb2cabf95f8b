import { expect, test } from 'vitest';
import type { MediaDescriptor } from '../descriptor.ts';
import { findMedia, findResponse, kindOfType } from './media.ts';

const content: readonly MediaDescriptor[] = [
  { type: '*/*', kind: 'binary' },
  { type: 'text/*', kind: 'text' },
  { type: 'application/json', kind: 'json' },
  { type: 'application/json;version=2', kind: 'json' },
];

test.each([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  ['application/json; version=2', 'application/json;version=2'],
  ['application/json; version=3', 'application/json'],
  ['text/html;charset=utf-8', 'text/*'],
  ['image/png', '*/*'],
])('%s is %s', (contentType, type) => {
  expect(findMedia(content, contentType)?.type).toBe(type);
});

test('what is not declared is not found', () => {
  expect(findMedia(content.slice(2), 'text/plain')).toBeUndefined();
  expect(findMedia(content, null)).toBeUndefined();
  expect(findMedia(undefined, 'text/plain')).toBeUndefined();
});

test.each([
  [404, '404'],
  [400, '4XX'],
  [500, 'default'],
])('the status %i is declared by %s', (status, key) => {
  const responses = ['default', '4XX', '404'].map((one) => ({ status: one }));
  expect(findResponse(responses, status)?.status).toBe(key);
  expect(findResponse([], status)).toBeUndefined();
});

test.each([
  ['application/problem+json', 'json'],
  ['image/svg+xml', 'xml'],
  ['text/csv', 'text'],
  ['application/x-www-form-urlencoded', 'form'],
  ['multipart/mixed', 'multipart'],
  ['application/pdf', 'binary'],
])('%s is treated as %s', (type, kind) => {
  expect(kindOfType(type)).toBe(kind);
});
