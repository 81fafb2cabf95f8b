import { isRecord, lookUp, type Schema, type Schemas } from './json-schema.ts';

const known = new WeakMap<object, boolean>();

/** Whether a schema is a reference to one that holds itself, however far below. */
export function isRecursive(schema: Schema, schemas: Schemas): boolean {
  if (!isRecord(schema) || schema['$ref'] === undefined) return false;
  const target = lookUp(schema['$ref'], schemas);
  if (!isRecord(target)) return false;
  const found = known.get(target) ?? reaches(target, target, schemas, new Set());
  known.set(target, found);
  return found;
}

function reaches(from: unknown, target: object, schemas: Schemas, seen: Set<unknown>): boolean {
  if (typeof from !== 'object' || from === null || seen.has(from)) return false;
  seen.add(from);
  const ref = (from as { $ref?: unknown }).$ref;
  if (typeof ref === 'string') {
    const next = lookUp(ref, schemas);
    return next === target || reaches(next, target, schemas, seen);
  }
  return Object.values(from).some((item) => reaches(item, target, schemas, seen));
}
