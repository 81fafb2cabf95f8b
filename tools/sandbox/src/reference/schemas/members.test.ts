import type { Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { listMembers } from './members.ts';

const paths = (schema: Schema) =>
  listMembers(schema).map(({ path, required, within }) =>
    [path, required ? 'required' : '', within ?? ''].join(' ').trim(),
  );

const object = (properties: Readonly<Record<string, Schema>>, ...required: string[]) => ({ properties, required });

test.each<[string, Schema, string[]]>([
  ['properties', object({ a: true, b: {} }, 'b'), ['a', 'b required']],
  ['objects inside', object({ a: object({ b: true }, 'b') }), ['a', 'a.b required']],
  ['lists of objects', object({ a: { type: 'array', items: object({ b: true }) } }), ['a', 'a[].b']],
  ['parts that all hold', { allOf: [object({ a: true }), object({ b: true })] }, ['a', 'b']],
  ['alternatives', { oneOf: [object({ a: true }), object({ a: true })] }, ['a  alternative 1', 'a  alternative 2']],
  ['references, not followed', object({ a: { $ref: '#/components/schemas/a' } }), ['a']],
  ['nothing at all', true, []],
])('of %s', (_what, schema, expected) => {
  expect(paths(schema)).toEqual(expected);
});
