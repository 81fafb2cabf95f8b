import type { Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { toShape } from './shape.ts';

const schemas: Readonly<Record<string, Schema>> = {
  Name: { type: 'string' },
  Count: { $ref: '#/components/schemas/Whole' },
  Whole: { type: 'integer' },
  Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } },
  Loop: { $ref: '#/components/schemas/Loop' },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.each<[Schema, unknown]>([
  [true, 'any'],
  [{}, 'any'],
  [{ type: 'string', format: 'date' }, 'string'],
  [{ type: 'boolean' }, 'boolean'],
  [{ type: ['string', 'null'] }, { first: ['null', 'string'] }],
  [{ type: ['string', 'number', 'integer'] }, { first: ['integer', 'number', 'string'] }],
  [ref('Count'), 'integer'],
  [ref('Missing'), 'any'],
  [ref('Loop'), 'any'],
  [{ enum: ['a', 1, null] }, { first: ['null', 'integer', 'string'] }],
  [{ enum: [1.5] }, 'number'],
  [{ const: true }, 'boolean'],
  [{ const: [1] }, { array: 'any' }],
  [{ const: {} }, { object: {}, rest: 'any' }],
  [{ items: ref('Whole') }, { array: 'integer' }],
  [{ type: 'array' }, { array: 'any' }],
  [{ properties: { a: ref('Whole') } }, { object: { a: 'integer' } }],
  [{ type: 'object' }, { object: {}, rest: 'any' }],
  [
    { type: 'object', additionalProperties: ref('Whole') },
    { object: {}, rest: 'integer' },
  ],
  [{ type: 'object', properties: { a: true }, additionalProperties: false }, { object: { a: 'any' } }],
  [{ oneOf: [ref('Name'), { type: 'array', items: ref('Name') }] }, { first: [{ array: 'string' }, 'string'] }],
  [{ anyOf: [ref('Whole'), ref('Count')] }, 'integer'],
  [{ allOf: [{ description: 'x' }, ref('Whole')] }, 'integer'],
  [
    { allOf: [{ properties: { a: ref('Whole') } }, { properties: { b: ref('Name') }, additionalProperties: true }] },
    { object: { a: 'integer', b: 'string' }, rest: 'any' },
  ],
])('%j travels as %j', (schema, shape) => {
  expect(toShape(schema, schemas)).toEqual(shape);
});

test('a schema that contains itself ends somewhere', () => {
  expect(JSON.stringify(toShape(ref('Tree'), schemas))).toMatch(/^\{"object":\{"children":\{"array":.*"any"/);
});
