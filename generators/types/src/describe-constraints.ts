import type { SchemaObject } from '@openxs2a/ir';

/** What TypeScript cannot express of a schema, in a sentence or two: "1 to 35 characters. Matches `^[A-Z]{2}$`." */
export function describeConstraints(schema: SchemaObject): string {
  return [
    range(schema['minLength'], schema['maxLength'], 'character'),
    range(schema['minItems'], schema['maxItems'], 'item'),
    schema['uniqueItems'] === true ? 'No item twice.' : '',
    schema['maxProperties'] === 0 ? '' : range(schema['minProperties'], schema['maxProperties'], 'member'),
    bound(schema),
    schema['multipleOf'] === undefined ? '' : `A multiple of ${String(schema['multipleOf'])}.`,
    typeof schema['pattern'] === 'string' ? `Matches \`${schema['pattern']}\`.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function range(min: unknown, max: unknown, noun: string): string {
  if (min === undefined && max === undefined) return '';
  const count = max ?? min;
  const nouns = `${noun}${count === 1 ? '' : 's'}`;
  if (max === undefined) return min === 0 ? '' : `At least ${String(min)} ${nouns}.`;
  if (min === undefined || min === 0) return `At most ${String(max)} ${nouns}.`;
  return min === max ? `${String(max)} ${nouns}.` : `${String(min)} to ${String(max)} ${nouns}.`;
}

function bound(schema: SchemaObject): string {
  const parts = [
    schema['minimum'] === undefined ? '' : `at least ${String(schema['minimum'])}`,
    schema['exclusiveMinimum'] === undefined ? '' : `more than ${String(schema['exclusiveMinimum'])}`,
    schema['maximum'] === undefined ? '' : `at most ${String(schema['maximum'])}`,
    schema['exclusiveMaximum'] === undefined ? '' : `less than ${String(schema['exclusiveMaximum'])}`,
  ].filter((part) => part !== '');
  const text = parts.join(' and ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
