import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCheckers } from './checkers.ts';
import { explain } from './explain/walk.ts';
import { createPatterns } from './patterns.ts';
import type { Schema } from './schema.ts';
import type { View } from './view.ts';

const names = fc.constantFrom('a', 'b', 'toString', '__proto__');
const bound = fc.integer({ min: 0, max: 3 });
const scalars = fc.constantFrom<Schema>(
  true,
  { type: 'string' },
  { type: ['integer', 'null'] },
  { const: 1 },
  { enum: ['x', null, { a: 1 }] },
  { pattern: '^x+$' },
  { maxLength: 1 },
  { minimum: 1, multipleOf: 2 },
  { format: 'date' },
  { $ref: '#/components/schemas/Node' },
  { $ref: '#/components/schemas/Leaf' },
);
const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1, 2, 1.5, '', 'x', 'xx', '2026-02-28', '2026-02-30'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(names, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const schemas = fc.letrec<{ any: Schema }>((tie) => {
  const some = fc.array(tie('any'), { minLength: 1, maxLength: 3 });
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalars,
      fc.record(
        {
          type: fc.constantFrom('object', 'array', 'string'),
          properties: fc.dictionary(names, tie('any'), { maxKeys: 3 }),
          required: fc.uniqueArray(names, { maxLength: 2 }),
          additionalProperties: fc.oneof(fc.boolean(), tie('any')),
          minProperties: bound,
          maxProperties: bound,
          dependentRequired: fc.constant({ a: ['b'] }),
          items: tie('any'),
          minItems: bound,
          maxItems: bound,
          uniqueItems: fc.boolean(),
          contains: tie('any'),
        },
        { requiredKeys: [] },
      ),
      fc.record({ allOf: some }),
      fc.record({ anyOf: some }),
      fc.record({ oneOf: some }),
      fc.record({ not: tie('any') }),
      fc.record({ if: tie('any'), else: tie('any') }),
      fc.record({ allOf: some, unevaluatedProperties: fc.boolean() }),
    ),
  };
}).any;

test('what is refused is explained and what is accepted is not', () => {
  const node = { type: 'object', properties: { a: { $ref: '#/components/schemas/Node' } }, required: ['b'] };
  const view: View = {
    schemas: { Node: node, Leaf: { type: 'string', maxLength: 1 } },
    patterns: createPatterns(),
    bytes: false,
  };
  fc.assert(
    fc.property(schemas, values, (schema, value) => {
      // TypeBox counts what an "if" has looked at although it did not hold.
      const text = JSON.stringify(schema);
      fc.pre(!(text.includes('"if"') && text.includes('"unevaluatedProperties"')));
      const fits = createCheckers(view).compile(schema)(value);
      expect({ fits, found: explain(schema, value, view).length === 0 }).toEqual({ fits, found: fits });
    }),
    { numRuns: 2000 },
  );
});
