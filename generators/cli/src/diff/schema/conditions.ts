import { appendPointer, type Json, type Schema, type SchemaObject } from '@openxs2a/ir';
import { canonical } from './canonical.ts';
import type { Cursor, Rule } from './cursor.ts';
import { isSameSchema } from './same.ts';

const KEYWORDS = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  'discriminator',
  'allOf',
] as const;

/** Keywords whose effect is not computed: that they differ is reported, and counts both ways. */
export const compareConditions: Rule = (before, after, cursor) => {
  for (const keyword of KEYWORDS) {
    const [old, now] = [pick(before.schema, keyword), pick(after.schema, keyword)];
    if (isSame(old, now, cursor)) continue;
    const pointer = appendPointer(cursor.pointer, keyword);
    if (old === undefined) cursor.report({ kind: 'condition-added', pointer });
    else if (now === undefined) cursor.report({ kind: 'condition-removed', pointer });
    else cursor.report({ kind: 'condition-changed', pointer });
  }
};

function pick(schema: SchemaObject, keyword: string): Json | undefined {
  return schema[keyword];
}

function isSame(old: Json | undefined, now: Json | undefined, cursor: Cursor): boolean {
  if (canonical(old) !== canonical(now) && (old === undefined || now === undefined)) return false;
  // wrapped, so that one comparison knows every form: schema, list or map of schemas, plain data
  const wrap = (value: Json | undefined): Schema => (value === undefined ? true : { properties: { value } });
  return isSameSchema(cursor.before, cursor.after, wrap(old), wrap(now));
}
