import { isDeepStrictEqual } from 'node:util';
import type { Json, Schema, SchemaObject } from '../api.ts';
import { ANNOTATIONS, SCHEMA_PREFIX } from './schema.ts';

export type Schemas = Readonly<Record<string, Schema>>;

const STRUCTURE = new Set([
  'type',
  'properties',
  'required',
  'enum',
  'const',
  'allOf',
  'additionalProperties',
  '$ref',
  'items',
]);

/**
 * Whether the ordinary values of `inner` are values of `outer`, so that a oneOf of the two would refuse them. Errs on
 * the side of no: only then is the specification taken by its word.
 */
export function subsumes(outer: Schema, inner: Schema, schemas: Schemas, depth = 0): boolean {
  if (outer === true || isDeepStrictEqual(outer, inner)) return true;
  if (depth > 8 || typeof outer === 'boolean' || typeof inner === 'boolean') return false;
  const a = flatten(outer, schemas);
  const b = flatten(inner, schemas);
  if (a === undefined || b === undefined) return false;
  return typesFit(a, b) && valuesFit(a, b) && rulesFit(a, b) && membersFit(a, b, schemas, depth);
}

/** References and allOf resolved into one object; `undefined` where that is not possible. */
export function flatten(schema: Schema, schemas: Schemas, seen: readonly string[] = []): SchemaObject | undefined {
  if (typeof schema === 'boolean') return schema ? {} : undefined;
  const { $ref, allOf, ...own } = schema;
  const parts: (SchemaObject | undefined)[] = [own];
  if (typeof $ref === 'string') {
    const name = $ref.slice(SCHEMA_PREFIX.length);
    const target = schemas[name];
    if (target === undefined || seen.includes(name)) return undefined;
    parts.push(flatten(target, schemas, [...seen, name]));
  }
  if (Array.isArray(allOf)) parts.push(...allOf.map((part) => flatten(part as Schema, schemas, seen)));
  if (parts.some((part) => part === undefined)) return undefined;
  return (parts as SchemaObject[]).reduce(mergeParts);
}

/** What stands nearer wins, but properties and required names add up. */
function mergeParts(near: SchemaObject, far: SchemaObject): SchemaObject {
  const merged: Record<string, Json> = { ...far, ...near };
  if (near['properties'] || far['properties']) {
    merged['properties'] = { ...propertiesOf(far), ...propertiesOf(near) };
  }
  if (near['required'] || far['required']) {
    merged['required'] = [...new Set([...listOf(near['required']), ...listOf(far['required'])])];
  }
  return merged;
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
}

export function propertiesOf(schema: SchemaObject): Readonly<Record<string, Schema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
}

function typesFit(outer: SchemaObject, inner: SchemaObject): boolean {
  const types = listOf(outer['type']);
  const innerTypes = innerTypesOf(inner);
  return types.length === 0 || (innerTypes.length > 0 && innerTypes.every((type) => types.includes(type)));
}

function innerTypesOf(inner: SchemaObject): string[] {
  const types = listOf(inner['type']);
  return types.length === 0 && inner['properties'] !== undefined ? ['object'] : types;
}

function valuesFit(outer: SchemaObject, inner: SchemaObject): boolean {
  const allowed = valuesOf(outer);
  const given = valuesOf(inner);
  return (
    allowed === undefined || (given?.every((value) => allowed.some((item) => isDeepStrictEqual(item, value))) ?? false)
  );
}

function valuesOf(schema: SchemaObject): readonly unknown[] | undefined {
  if (schema['const'] !== undefined) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
}

/** Any other rule of the outer one must stand in the inner one too. */
function rulesFit(outer: SchemaObject, inner: SchemaObject): boolean {
  return Object.entries(outer).every(
    ([key, value]) =>
      STRUCTURE.has(key) || ANNOTATIONS.has(key) || key.startsWith('x-') || isDeepStrictEqual(inner[key], value),
  );
}

function membersFit(outer: SchemaObject, inner: SchemaObject, schemas: Schemas, depth: number): boolean {
  const theirs = propertiesOf(inner);
  const ours = propertiesOf(outer);
  const required = listOf(inner['required']);
  if (!listOf(outer['required']).every((name) => required.includes(name))) return false;
  if (outer['additionalProperties'] === false && !Object.keys(theirs).every((name) => Object.hasOwn(ours, name)))
    return false;
  if (
    outer['items'] !== undefined &&
    !subsumes(outer['items'] as Schema, (inner['items'] ?? true) as Schema, schemas, depth + 1)
  )
    return false;
  return Object.entries(ours).every(([name, schema]) => {
    const counterpart = theirs[name];
    return counterpart === undefined || subsumes(schema, counterpart, schemas, depth + 1);
  });
}
