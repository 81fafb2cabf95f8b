import type { Api, Json, Schema } from '@openxs2a/ir';
import { canonical } from './canonical.ts';
import { isAnnotation, isRecord } from './keywords.ts';
import { resolve } from './resolve.ts';

/** Whether two schemas of two documents say the same, references followed and descriptions left aside. */
export function isSameSchema(before: Api, after: Api, a: Schema, b: Schema): boolean {
  return compareSchemas({ before, after, assumed: new Set(), numbers: new Map() }, a, b);
}

interface Comparison {
  readonly before: Api;
  readonly after: Api;
  /** Pairs under comparison: where a recursion comes back to one, it holds until the opposite is found. */
  readonly assumed: Set<string>;
  readonly numbers: Map<object, number>;
}

function compareSchemas(comparison: Comparison, a: Schema, b: Schema): boolean {
  const [old, now] = [resolve(comparison.before, a), resolve(comparison.after, b)];
  if (typeof old === 'boolean' || typeof now === 'boolean') return (isAnything(old) && isAnything(now)) || old === now;
  const pair = `${numberOf(comparison, old)} ${numberOf(comparison, now)}`;
  if (comparison.assumed.has(pair)) return true;
  comparison.assumed.add(pair);
  return compareRecords(comparison, old, now, true);
}

function isAnything(schema: Schema): boolean {
  return schema === true || (typeof schema === 'object' && Object.keys(schema).every(isAnnotation));
}

function compareRecords(comparison: Comparison, a: object, b: object, isSchema: boolean): boolean {
  const [old, now] = [entriesOf(a, isSchema), entriesOf(b, isSchema)];
  return old.size === now.size && [...old].every(([key, value]) => compareValues(comparison, key, value, now.get(key)));
}

function entriesOf(value: object, isSchema: boolean): Map<string, Json> {
  const entries: [string, Json][] = Object.entries(value);
  return new Map(isSchema ? entries.filter(([key]) => !isAnnotation(key)) : entries);
}

const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);
const SETS = new Set(['required', 'enum', 'type']);
const DATA = new Set(['const', 'discriminator', 'dependentRequired']);

function compareValues(comparison: Comparison, key: string, a: Json, b: Json | undefined): boolean {
  if (b === undefined) return false;
  if (SETS.has(key)) return canonicalSet(a) === canonicalSet(b);
  if (DATA.has(key)) return canonical(a) === canonical(b);
  if (MAPS.has(key) && isRecord(a) && isRecord(b)) return compareMaps(comparison, a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(comparison, a, b);
  if (isRecord(a) && isRecord(b)) return compareSchemas(comparison, a, b);
  return a === b;
}

type JsonRecord = { readonly [key: string]: Json };

function compareMaps(comparison: Comparison, a: JsonRecord, b: JsonRecord): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => compareItem(comparison, a[name], b[name]));
}

function compareLists(comparison: Comparison, a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((item, index) => compareItem(comparison, item, b[index]));
}

function compareItem(comparison: Comparison, a: Json | undefined, b: Json | undefined): boolean {
  if (isSchemaLike(a) && isSchemaLike(b)) return compareSchemas(comparison, a, b);
  return a !== undefined && b !== undefined && canonical(a) === canonical(b);
}

function isSchemaLike(value: Json | undefined): value is Schema {
  return typeof value === 'boolean' || isRecord(value);
}

function canonicalSet(value: Json): string {
  return Array.isArray(value) ? [...value.map(canonical)].sort().join() : canonical([value]).slice(1, -1);
}

function numberOf(comparison: Comparison, schema: object): number {
  const known = comparison.numbers.get(schema);
  if (known !== undefined) return known;
  comparison.numbers.set(schema, comparison.numbers.size);
  return comparison.numbers.size - 1;
}
