import type { Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { nameType } from './type-name.ts';

test.each<[Schema, string]>([
  [true, 'any'],
  [false, 'nothing'],
  [{}, 'any'],
  [{ $ref: '#/components/schemas/amount' }, 'amount'],
  [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'string', enum: ['a', 'b'] }, 'a | b'],
  [{ type: 'array', items: { $ref: '#/components/schemas/amount' } }, 'list of amount'],
  [{ type: 'array' }, 'list of any'],
  [{ oneOf: [{ $ref: '#/components/schemas/a' }, { type: 'string' }] }, 'a | string'],
])('%j is called %s', (schema, name) => {
  expect(nameType(schema)).toBe(name);
});
