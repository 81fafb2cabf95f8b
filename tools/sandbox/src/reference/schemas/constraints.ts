import type { Json, Schema } from '@openxs2a/ir';

const WORDS: Readonly<Record<string, (value: Json) => string>> = {
  const: (value) => `always ${JSON.stringify(value)}`,
  minLength: (value) => `at least ${value} characters`,
  maxLength: (value) => `at most ${value} characters`,
  pattern: (value) => `matches ${value}`,
  minimum: (value) => `from ${value}`,
  maximum: (value) => `to ${value}`,
  exclusiveMinimum: (value) => `more than ${value}`,
  exclusiveMaximum: (value) => `less than ${value}`,
  multipleOf: (value) => `a multiple of ${value}`,
  minItems: (value) => `at least ${value} in the list`,
  maxItems: (value) => `at most ${value} in the list`,
  uniqueItems: (value) => (value === true ? 'none twice' : ''),
  minProperties: (value) => `at least ${value} properties`,
  maxProperties: (value) => `at most ${value} properties`,
  additionalProperties: (value) => (value === false ? 'no other properties' : ''),
  readOnly: (value) => (value === true ? 'in answers only' : ''),
  writeOnly: (value) => (value === true ? 'in requests only' : ''),
  deprecated: (value) => (value === true ? 'deprecated' : ''),
  default: (value) => `${JSON.stringify(value)} if left out`,
};

/** What narrows a value beyond its type, in words, in the order of the keywords above. */
export function listConstraints(schema: Schema): readonly string[] {
  if (typeof schema === 'boolean') return [];
  return Object.entries(WORDS).flatMap(([keyword, tell]) => {
    const value = schema[keyword];
    return value === undefined ? [] : tell(value) || [];
  });
}
