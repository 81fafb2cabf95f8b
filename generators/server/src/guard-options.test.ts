import type { Json } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { printOptionsType } from './guard-options.ts';

test.each<[readonly Json[], string]>([
  [[{}], 'Readonly<Record<string, never>>'],
  [[{ a: 'x' }, { a: 'y' }, { a: 'x' }], "{ readonly a: 'x' | 'y' }"],
  [[{ a: 1 }, {}], '{ readonly a?: 1 }'],
  [[{ a: ['x', 'y'] }, { a: ['z'] }], "{ readonly a: readonly ('x' | 'y' | 'z')[] }"],
  [[{ a: [] }], '{ readonly a: readonly never[] }'],
  [[{ a: null }, { a: true }, { a: { b: 'c' } }], "{ readonly a: null | true | { readonly b: 'c' } }"],
  [[{ 'a-b': "it's" }], "{ readonly 'a-b': 'it\\'s' }"],
])('%j is of the type %s', (values, type) => {
  expect(printOptionsType(values)).toBe(type);
});
