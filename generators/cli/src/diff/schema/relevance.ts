import type { Merged } from './cursor.ts';
import { typesOf } from './types.ts';

const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'contentEncoding', 'contentMediaType'],
  array: [
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
    'unevaluatedItems',
  ],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'unevaluatedProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'dependentSchemas',
  ],
};

/** The types that both may have; `null` is dealt with where types are compared. */
export function commonTypes(before: Merged, after: Merged): ReadonlySet<string> {
  const types = typesOf(after.schema);
  return new Set([...typesOf(before.schema)].filter((type) => type !== 'null' && types.has(type)));
}

/** Leaves out the keywords that say nothing about values of these types, such as `maxItems` of a text. */
export function restrictTo(types: ReadonlySet<string>, { schema, origins }: Merged): Merged {
  const idle = new Set(Object.entries(KEYWORDS).flatMap(([type, keywords]) => (types.has(type) ? [] : keywords)));
  return { schema: Object.fromEntries(Object.entries(schema).filter(([keyword]) => !idle.has(keyword))), origins };
}
