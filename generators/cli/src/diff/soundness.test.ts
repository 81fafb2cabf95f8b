import type { Json, Schema } from '@openxs2a/ir';
import { createValidators } from '@openxs2a/runtime/validators';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiAnswering, apiTaking } from '../../test-kit/build-api.ts';
import { diffApis } from './diff-apis.ts';

const limits = fc.record({ minLength: fc.nat(3), maxLength: fc.nat(3) }, { requiredKeys: [] });
const bounds = fc.record(
  {
    minimum: fc.nat(3),
    maximum: fc.nat(3),
    exclusiveMinimum: fc.nat(3),
    exclusiveMaximum: fc.nat(3),
    multipleOf: fc.constantFrom(1, 2, 3),
  },
  { requiredKeys: [] },
);
const texts = fc.uniqueArray(fc.constantFrom('', 'a', 'ab', 'abc'), { minLength: 1 });

/** Closed objects only: a rule on a property that was not described before is taken for an addition. */
const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    limits.map((some): Schema => ({ type: 'string', ...some })),
    bounds.map((some): Schema => ({ type: 'integer', ...some })),
    fc.constantFrom<Schema>({ type: 'boolean' }, { type: ['string', 'null'] }, { type: 'number' }, {}, { const: 1 }),
    texts.map((values): Schema => ({ type: 'string', enum: values })),
    fc.record({ items: tie('schema'), minItems: fc.nat(2) }).map((some): Schema => ({ type: 'array', ...some })),
    fc
      .record({
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
        required: fc.subarray(['a', 'b']),
      })
      .map(
        ({ properties, required }): Schema => ({
          type: 'object',
          properties,
          required: required.filter((name) => Object.hasOwn(properties, name)),
          additionalProperties: false,
        }),
      ),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): Schema => ({ anyOf })),
    fc.array(limits, { minLength: 1, maxLength: 2 }).map((parts): Schema => ({ type: 'string', allOf: parts })),
  ),
}));

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('', 'a', 'ab', 'abc', 'abcd', null, true, 0.5),
    fc.integer({ min: -1, max: 6 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
  ),
}));

function accepts(schemaUnderTest: Schema, sample: Json): boolean {
  return createValidators({ schemas: { Sample: schemaUnderTest }, operations: {} })
    .schema('Sample')
    .check(sample);
}

test('a value that was accepted and is refused now breaks whoever says it, the reverse whoever is told it', {
  timeout: 60_000,
}, () => {
  let decided = 0;
  fc.assert(
    fc.property(schema, schema, fc.array(value, { minLength: 8, maxLength: 8 }), (before, after, samples) => {
      const verdicts = samples.map((sample) => [accepts(before, sample), accepts(after, sample)] as const);
      const narrowed = verdicts.some(([old, now]) => old && !now);
      const widened = verdicts.some(([old, now]) => !old && now);
      decided += Number(narrowed || widened);
      const inRequest = new Set(diffApis(apiTaking(before), apiTaking(after)).flatMap(({ breaks }) => breaks));
      const inResponse = new Set(diffApis(apiAnswering(before), apiAnswering(after)).flatMap(({ breaks }) => breaks));
      if (narrowed) expect([inRequest.has('client'), inResponse.has('server')]).toEqual([true, true]);
      if (widened) expect([inRequest.has('server'), inResponse.has('client')]).toEqual([true, true]);
    }),
    { numRuns: 1000 },
  );
  expect(decided).toBeGreaterThan(100);
});

test('a schema does not differ from itself', () => {
  fc.assert(
    fc.property(schema, (some) => {
      expect(diffApis(apiTaking(some), apiTaking(structuredClone(some)))).toEqual([]);
    }),
  );
});
