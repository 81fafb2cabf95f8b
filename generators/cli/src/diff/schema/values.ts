import { appendPointer, type Json, type SchemaObject } from '@openxs2a/ir';
import { canonical } from './canonical.ts';
import type { Rule } from './cursor.ts';

/** `enum` and `const`: the values that are allowed by name. */
export const compareValues: Rule = (before, after, cursor) => {
  const [old, now] = [listOf(before.schema), listOf(after.schema)];
  const pointer = appendPointer(cursor.pointer, 'enum');
  if (old === undefined && now === undefined) return;
  if (old === undefined || now === undefined) {
    const kind = old === undefined ? 'enum-introduced' : 'enum-lifted';
    return cursor.report({ kind, pointer, ...(old && { before: old }), ...(now && { after: now }) });
  }
  const gone = without(old, now);
  const come = without(now, old);
  if (gone.length > 0) cursor.report({ kind: 'enum-values-removed', pointer, before: gone });
  if (come.length > 0) cursor.report({ kind: 'enum-values-added', pointer, after: come });
};

function listOf(schema: SchemaObject): readonly Json[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  // null is compared with the types
  return Array.isArray(schema.enum) ? schema.enum.filter((value: Json) => value !== null) : undefined;
}

function without(values: readonly Json[], others: readonly Json[]): Json[] {
  const known = new Set(others.map(canonical));
  return values.filter((value) => !known.has(canonical(value)));
}
