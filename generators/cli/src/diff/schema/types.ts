import { appendPointer, type SchemaObject } from '@openxs2a/ir';
import type { Rule } from './cursor.ts';
import { textsAt } from './keywords.ts';

const ALL = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] as const;

/** A schema that names no type is taken to mean the type that its keywords speak of, as its author did. */
const SPEAKING: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['pattern', 'minLength', 'maxLength']],
];

/** The types a value may have; `number` stands for itself and `integer`. */
export function typesOf(schema: SchemaObject): ReadonlySet<string> {
  const declared = textsAt(schema, 'type');
  const listed = declared.length > 0 ? declared : impliedBy(schema);
  const full = listed.includes('number') ? [...listed, 'integer'] : listed;
  const values = typesOfValues(schema);
  return new Set(values === undefined ? full : full.filter((type) => values.has(type)));
}

function impliedBy(schema: SchemaObject): readonly string[] {
  const found = SPEAKING.find(([, keywords]) => keywords.some((keyword) => keyword in schema));
  return found === undefined ? ALL : [found[0]];
}

/** An enumeration of texts allows texts only, whatever the type says beside it. */
function typesOfValues(schema: SchemaObject): ReadonlySet<string> | undefined {
  const values = 'const' in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(values)) return undefined;
  return new Set(values.flatMap(typeNamesOf));
}

function typeNamesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
}

export const compareTypes: Rule = (before, after, cursor) => {
  const [old, now] = [typesOf(before.schema), typesOf(after.schema)];
  const gone = [...old].filter((type) => !now.has(type));
  const come = [...now].filter((type) => !old.has(type));
  if (gone.length === 0 && come.length === 0) return;
  const kind = kindOf(gone, come);
  cursor.report({ kind, pointer: appendPointer(cursor.pointer, 'type'), before: named(old), after: named(now) });
};

function kindOf(gone: readonly string[], come: readonly string[]) {
  if (gone.length > 0 && come.length > 0) return 'type-changed';
  if (gone.length > 0) return gone.every((type) => type === 'null') ? 'null-forbidden' : 'type-narrowed';
  return come.every((type) => type === 'null') ? 'null-allowed' : 'type-widened';
}

function named(types: ReadonlySet<string>): string {
  if (types.size === ALL.length) return 'any';
  return [...types]
    .filter((type) => type !== 'integer' || !types.has('number'))
    .sort()
    .join(' or ');
}
