import { findFormat } from './formats.ts';
import { inheritedNames, moveInheritedNames } from './inherited-names.ts';
import { refine } from './refinement.ts';
import {
  isObject,
  isSchema,
  refName,
  type Schema,
  type SchemaObject,
  schemaMapIn,
  schemasIn,
  typesOf,
} from './schema.ts';
import { isBytes, requiredOf, type View } from './view.ts';

/** How a `$ref` to a component is put to TypeBox. */
export type PutReference = (name: string) => Schema;

const SINGLE = ['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'] as const;
const UNEVALUATED = ['unevaluatedItems', 'unevaluatedProperties'] as const;
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'] as const;
const PLAIN = (
  'type enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength ' +
  'minItems maxItems uniqueItems minContains maxContains minProperties maxProperties dependentRequired'
).split(' ');

/**
 * A schema as TypeBox takes it: assertions only, patterns compiled, formats and bytes as checks in code (TypeBox
 * keeps its formats in a registry that the whole process shares), references put by `put`.
 */
export function prepare(schema: Schema, view: View, put: PutReference): Schema {
  if (!isObject(schema)) return schema;
  const walk = (item: Schema): Schema => prepare(item, view, put);
  const out: Record<string, unknown> = {};
  for (const keyword of PLAIN) if (schema[keyword] !== undefined) out[keyword] = schema[keyword];
  for (const keyword of [...SINGLE, ...UNEVALUATED]) {
    const item = schema[keyword];
    if (isSchema(item)) out[keyword] = walk(item);
  }
  for (const keyword of LISTS) if (Array.isArray(schema[keyword])) out[keyword] = schemasIn(schema, keyword).map(walk);
  for (const keyword of MAPS) {
    if (!isObject(schema[keyword])) continue;
    out[keyword] = toMap(tagsFirst(schemaMapIn(schema, keyword)).map(([key, item]) => [key, walk(item)]));
  }
  if (typeof schema.pattern === 'string') out.pattern = view.patterns(schema.pattern);
  const required = requiredOf(schema, view);
  if (required.length > 0) out.required = required;
  addReference(out, schema, put);
  addFormat(out, schema, view);
  return spareLists(inheritedNames(out).length === 0 ? out : moveInheritedNames(out));
}

/** TypeBox takes the items of a list for properties when it comes to `unevaluatedProperties`. */
function spareLists(schema: SchemaObject): SchemaObject {
  const types = typesOf(schema);
  if (!('unevaluatedProperties' in schema) || (types.length > 0 && !types.includes('array'))) return schema;
  const { unevaluatedProperties: _, ...rest } = schema;
  return Object.fromEntries([
    ['if', { type: 'array' }],
    ['then', rest],
    ['else', schema],
  ]);
}

function addReference(out: Record<string, unknown>, schema: SchemaObject, put: PutReference): void {
  const name = refName(schema);
  if (name === undefined) return;
  out.allOf = [...(Array.isArray(out.allOf) ? out.allOf : []), put(name)];
}

function addFormat(out: Record<string, unknown>, schema: SchemaObject, view: View): void {
  if (isBytes(schema, view)) {
    delete out.type;
    refine(out, (value) => value instanceof Uint8Array || typeof value === 'string');
    return;
  }
  const check = findFormat(schema.format);
  if (check !== undefined) refine(out, check);
}

/** `Object.fromEntries` defines own properties, `__proto__` among them. */
function toMap(entries: readonly (readonly [string, Schema])[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(entries);
}

/**
 * Properties that can have few values are looked at first: they tell alternatives apart before anything below is
 * looked at, so that alternatives that hold one another do not multiply.
 */
function tagsFirst(entries: readonly (readonly [string, Schema])[]): readonly (readonly [string, Schema])[] {
  const isTag = (schema: Schema) => isObject(schema) && ('const' in schema || 'enum' in schema);
  return [...entries.filter(([, item]) => isTag(item)), ...entries.filter(([, item]) => !isTag(item))];
}
