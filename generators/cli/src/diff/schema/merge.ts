import { type Api, appendPointer, type Json, type Schema, type SchemaObject } from '@openxs2a/ir';
import { canonical } from './canonical.ts';
import { type Conjoin, createConjoin } from './conjunctions.ts';
import type { Merge, Merged } from './cursor.ts';
import { isAnnotation, isRecord, mapAt, schemasAt, textAt, textsAt } from './keywords.ts';
import { componentOf, nameOf } from './resolve.ts';

/**
 * Folds `allOf`, and a `$ref` that has keywords beside it, into one schema object, so that a property that moved from
 * one member to another is no change. What cannot be folded stays behind under `allOf`, where it counts as a condition.
 * The same schema always gives the same objects, so that a recursion is recognised when it comes round.
 */
export function createMerge(api: Api): Merge {
  const known = new WeakMap<SchemaObject, Merged>();
  const conjoin = createConjoin();
  return (schema) => {
    const merged = known.get(schema) ?? mergeParts(partsOf(api, schema, undefined, new Set()), conjoin);
    known.set(schema, merged).set(merged.schema, merged);
    return merged;
  };
}

function mergeParts(parts: readonly Piece[], conjoin: Conjoin): Merged {
  const origins = new Map<string, string>();
  const merged: Record<string, Json> = {};
  const rest: Json[] = [];
  for (const part of parts) {
    if (part.component !== undefined) rememberOrigins(origins, part.schema, part.component);
    for (const [keyword, value] of Object.entries(part.schema)) {
      if (!fold(merged, keyword, value, part.component === undefined, conjoin)) rest.push({ [keyword]: value });
    }
  }
  return { schema: rest.length > 0 ? { ...merged, allOf: rest } : merged, origins };
}

interface Piece {
  readonly schema: SchemaObject;
  readonly component: string | undefined;
}

/** The schema itself without its members, then the members, outermost first. */
function partsOf(api: Api, schema: Schema, component: string | undefined, seen: ReadonlySet<string>): Piece[] {
  if (typeof schema === 'boolean') return schema ? [] : [{ schema: { not: true }, component }];
  const { allOf: _members, $ref: _ref, ...own } = schema;
  const name = nameOf(textAt(schema, '$ref') ?? '');
  const target =
    name === undefined || seen.has(name) ? [] : partsOf(api, componentOf(api, name), name, new Set([...seen, name]));
  const members = (schemasAt(schema, 'allOf') ?? []).flatMap((member) => partsOf(api, member, component, seen));
  return [{ schema: own, component }, ...target, ...members];
}

function rememberOrigins(origins: Map<string, string>, schema: SchemaObject, component: string): void {
  for (const name of mapAt(schema, 'properties').keys()) {
    if (!origins.has(name)) origins.set(name, appendPointer('', 'schemas', component, 'properties', name));
  }
}

/** Adds one keyword; false when it contradicts what is there in a way that one schema object cannot say. */
function fold(into: Record<string, Json>, keyword: string, value: Json, own: boolean, conjoin: Conjoin): boolean {
  const present = into[keyword];
  if (isAnnotation(keyword)) {
    if (present === undefined && own) into[keyword] = value;
    return true;
  }
  const joined = present === undefined ? value : join(keyword, present, value, conjoin);
  if (joined === undefined) return false;
  into[keyword] = joined;
  return true;
}

const RAISED = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const LOWERED = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

function join(keyword: string, a: Json, b: Json, conjoin: Conjoin): Json | undefined {
  if (canonical(a) === canonical(b)) return a;
  if (keyword === 'properties' && isRecord(a) && isRecord(b)) return joinMaps(a, b, conjoin);
  if (keyword === 'required') return [...new Set([...textsAt({ a }, 'a'), ...textsAt({ b }, 'b')])];
  if (keyword === 'enum' && Array.isArray(a) && Array.isArray(b)) return intersect(a, b);
  if (keyword === 'type') return intersect(textsAt({ a }, 'a'), textsAt({ b }, 'b'));
  if (RAISED.has(keyword) && typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  if (LOWERED.has(keyword) && typeof a === 'number' && typeof b === 'number') return Math.min(a, b);
  return undefined;
}

type JsonRecord = { readonly [key: string]: Json };

function joinMaps(a: JsonRecord, b: JsonRecord, conjoin: Conjoin): Json {
  const joined: Record<string, Json> = { ...a };
  for (const [name, schema] of Object.entries(b)) {
    const present = joined[name];
    if (present === undefined) joined[name] = schema;
    else if (canonical(present) !== canonical(schema)) joined[name] = conjoin(present, schema);
  }
  return joined;
}

function intersect(a: readonly Json[], b: readonly Json[]): Json {
  const kept = new Set(b.map(canonical));
  return a.filter((value) => kept.has(canonical(value)));
}
