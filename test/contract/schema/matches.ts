import { isDeepStrictEqual } from 'node:util';
import { fitsFormat } from './formats.ts';
import {
  isRecord,
  listOf,
  lookUp,
  mapOf,
  namesOf,
  type Reading,
  requiredNames,
  type Schema,
  type SchemaObject,
} from './json-schema.ts';

/** Whether a value fits a schema: a second opinion, slow and plain, that shares nothing with the validators. */
export function matches(schema: Schema, value: unknown, reading: Reading): boolean {
  if (typeof schema === 'boolean') return schema;
  return RULES.every((rule) => rule(schema, value, reading));
}

type Rule = (schema: SchemaObject, value: unknown, reading: Reading) => boolean;

const RULES: readonly Rule[] = [
  (schema, value, reading) => fitsType(schema, value, reading),
  ({ enum: values }, value) => !Array.isArray(values) || values.some((item) => isDeepStrictEqual(item, value)),
  (schema, value) => !('const' in schema) || isDeepStrictEqual(schema['const'], value),
  (schema, value) => typeof value !== 'string' || fitsText(schema, value),
  (schema, value) => typeof value !== 'number' || fitsNumber(schema, value),
  (schema, value) => fitsFormat(schema['format'], value),
  (schema, value, reading) => !Array.isArray(value) || fitsList(schema, value, reading),
  (schema, value, reading) => !isRecord(value) || fitsObject(schema, value, reading),
  ({ $ref }, value, reading) => $ref === undefined || matches(lookUp($ref, reading.schemas), value, reading),
  ({ allOf }, value, reading) => listOf(allOf).every((item) => matches(item, value, reading)),
  ({ anyOf }, value, reading) => anyOf === undefined || countOf(anyOf, value, reading) > 0,
  ({ oneOf }, value, reading) => oneOf === undefined || countOf(oneOf, value, reading) === 1,
  ({ not }, value, reading) => not === undefined || !matches(not as Schema, value, reading),
];

function countOf(alternatives: unknown, value: unknown, reading: Reading): number {
  return listOf(alternatives).filter((item) => matches(item, value, reading)).length;
}

function fitsType({ type, format }: SchemaObject, value: unknown, { bytes }: Reading): boolean {
  if (type === undefined) return true;
  const types = Array.isArray(type) ? type : [type];
  if (value instanceof Uint8Array) return bytes && types.includes('string') && format === 'binary';
  return types.some((name) => isOfType(value, name));
}

export function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

function fitsText({ minLength, maxLength, pattern }: SchemaObject, value: string): boolean {
  const length = Array.from(value).length;
  if (typeof minLength === 'number' && length < minLength) return false;
  if (typeof maxLength === 'number' && length > maxLength) return false;
  return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value);
}

function fitsNumber(schema: SchemaObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number' && value < minimum) return false;
  if (typeof maximum === 'number' && value > maximum) return false;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return false;
  if (typeof multipleOf !== 'number') return true;
  const quotient = value / multipleOf;
  return Math.abs(quotient - Math.round(quotient)) < 1e-8;
}

function fitsList(schema: SchemaObject, value: readonly unknown[], reading: Reading): boolean {
  const { minItems, maxItems, uniqueItems, items, prefixItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) return false;
  if (typeof maxItems === 'number' && value.length > maxItems) return false;
  if (
    uniqueItems === true &&
    value.some((item, at) => value.slice(0, at).some((other) => isDeepStrictEqual(item, other)))
  ) {
    return false;
  }
  const first = listOf(prefixItems);
  return value.every((item, at) => matches(first[at] ?? ((items ?? true) as Schema), item, reading));
}

function fitsObject(schema: SchemaObject, value: Readonly<Record<string, unknown>>, reading: Reading): boolean {
  const { minProperties, maxProperties, additionalProperties, patternProperties, properties, propertyNames } = schema;
  const keys = Object.keys(value);
  if (typeof minProperties === 'number' && keys.length < minProperties) return false;
  if (typeof maxProperties === 'number' && keys.length > maxProperties) return false;
  if (!requiredNames(schema, reading).every((name) => Object.hasOwn(value, name))) return false;
  if (propertyNames !== undefined && !keys.every((key) => matches(propertyNames as Schema, key, reading))) return false;
  if (!fitsDependents(schema, value)) return false;
  const named = new Map(mapOf(properties));
  const patterns = mapOf(patternProperties).map(([pattern, item]) => [new RegExp(pattern, 'u'), item] as const);
  return keys.every((key) => {
    const own = [named.get(key), ...patterns.filter(([pattern]) => pattern.test(key)).map(([, item]) => item)];
    const applied = own.filter((item) => item !== undefined);
    const all = applied.length > 0 ? applied : [(additionalProperties ?? true) as Schema];
    return all.every((item) => matches(item, value[key], reading));
  });
}

function fitsDependents({ dependentRequired }: SchemaObject, value: Readonly<Record<string, unknown>>): boolean {
  if (!isRecord(dependentRequired)) return true;
  return Object.entries(dependentRequired).every(
    ([name, others]) => !Object.hasOwn(value, name) || namesOf(others).every((other) => Object.hasOwn(value, other)),
  );
}
