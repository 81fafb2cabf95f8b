import { mapSchema, type Schema } from '@openxs2a/ir';

/** What constrains a value, or says which way it may travel. Everything else is for readers: the types carry it. */
const KEPT = new Set(
  (
    '$ref type enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum ' +
    'multipleOf items prefixItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems ' +
    'properties patternProperties additionalProperties propertyNames unevaluatedProperties required minProperties ' +
    'maxProperties dependentRequired dependentSchemas allOf anyOf oneOf not if then else readOnly writeOnly'
  ).split(' '),
);

/** The schema without words, examples and extensions. */
export function keepAssertions(schema: Schema): Schema {
  return mapSchema(schema, (part) => Object.fromEntries(Object.entries(part).filter(([keyword]) => KEPT.has(keyword))));
}
