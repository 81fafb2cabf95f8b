import { isDeepStrictEqual } from 'node:util';
import {
  listOf,
  lookUp,
  mapOf,
  namesOf,
  type Reading,
  requiredNames,
  type Schema,
  type SchemaObject,
} from './json-schema.ts';

/** A schema without `$ref` and `allOf`, and its alternatives apart: each list stands for one `anyOf` or `oneOf`. */
export interface Flat {
  readonly own: SchemaObject;
  readonly unions: readonly (readonly Schema[])[];
}

/** `undefined` for what nothing fits. */
export function flatten(schema: Schema, reading: Reading): Flat | undefined {
  if (typeof schema === 'boolean') return schema ? { own: {}, unions: [] } : undefined;
  const { $ref, allOf, anyOf, oneOf, ...rest } = schema;
  const parts = [...($ref === undefined ? [] : [lookUp($ref, reading.schemas)]), ...listOf(allOf)].map((part) =>
    flatten(part, reading),
  );
  const own: Flat = {
    own: rest['required'] === undefined ? rest : { ...rest, required: requiredNames(rest, reading) },
    unions: [anyOf, oneOf].filter((union) => union !== undefined).map(listOf),
  };
  return parts.reduce<Flat | undefined>((left, right) => (left && right ? join(left, right) : undefined), own);
}

function join(left: Flat, right: Flat): Flat | undefined {
  const own = merge(left.own, right.own);
  return own && { own, unions: [...left.unions, ...right.unions] };
}

/** Both schemas at once, as far as generating values needs it; the rest is for `matches` to refuse. */
export function merge(left: SchemaObject, right: SchemaObject): SchemaObject | undefined {
  const out: Record<string, unknown> = { ...right, ...left };
  for (const [key, value] of Object.entries(right)) {
    if (left[key] === undefined || isDeepStrictEqual(left[key], value)) continue;
    const merged = MERGERS[key]?.(left[key], value);
    if (merged !== undefined) out[key] = merged;
  }
  if (Array.isArray(out['type']) && out['type'].length === 0) return undefined;
  if (Array.isArray(out['enum']) && out['enum'].length === 0) return undefined;
  return out;
}

type Merger = (left: unknown, right: unknown) => unknown;

const highest: Merger = (left, right) => Math.max(Number(left), Number(right));
const lowest: Merger = (left, right) => Math.min(Number(left), Number(right));

const MERGERS: Readonly<Record<string, Merger>> = {
  type: (left, right) =>
    typeNames(left).filter(
      (name) => typeNames(right).includes(name) || (name === 'integer' && typeNames(right).includes('number')),
    ),
  enum: (left, right) => listOf(left).filter((value) => listOf(right).some((item) => isDeepStrictEqual(item, value))),
  required: (left, right) => [...new Set([...namesOf(left), ...namesOf(right)])],
  properties: mergeProperties,
  items: (left, right) => ({ allOf: [left, right] }),
  additionalProperties: (left, right) => (left === false || right === false ? false : { allOf: [left, right] }),
  minimum: highest,
  exclusiveMinimum: highest,
  minLength: highest,
  minItems: highest,
  minProperties: highest,
  maximum: lowest,
  exclusiveMaximum: lowest,
  maxLength: lowest,
  maxItems: lowest,
  maxProperties: lowest,
};

function mergeProperties(left: unknown, right: unknown): unknown {
  const out = new Map(mapOf(right));
  for (const [name, schema] of mapOf(left)) {
    const other = out.get(name);
    out.set(name, other === undefined || isDeepStrictEqual(other, schema) ? schema : { allOf: [schema, other] });
  }
  return Object.fromEntries(out);
}

export function typeNames(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The types that values of a flat schema can have. */
export function typesOf(own: SchemaObject): readonly string[] {
  if (own['type'] !== undefined) return typeNames(own['type']).map(String);
  if (own['properties'] !== undefined || own['required'] !== undefined || own['maxProperties'] !== undefined)
    return ['object'];
  if (own['items'] !== undefined || own['minItems'] !== undefined) return ['array'];
  if (own['pattern'] !== undefined || own['format'] !== undefined || own['maxLength'] !== undefined) return ['string'];
  if (own['minimum'] !== undefined || own['maximum'] !== undefined) return ['number'];
  return [];
}
