import type { Schema, SchemaObject } from '@openxs2a/ir';
import { compareAnnotations } from './annotations.ts';
import { compareConditions } from './conditions.ts';
import type { Cursor, Rule } from './cursor.ts';
import { compareItems } from './items.ts';
import { compareLimits } from './limits.ts';
import { compareProperties } from './properties.ts';
import { commonTypes, restrictTo } from './relevance.ts';
import { compareRestOfObject } from './rest-of-object.ts';
import { compareTexts } from './texts.ts';
import { compareTypes } from './types.ts';
import { compareAsUnion, compareUnions } from './unions.ts';
import { compareValues } from './values.ts';

const RULES: readonly Rule[] = [
  compareValues,
  compareLimits,
  compareTexts,
  compareProperties,
  compareRestOfObject,
  compareItems,
  compareUnions,
  compareConditions,
  compareAnnotations,
];

/** Compares two schemas of which neither is a reference any more. */
export function compareSchemas(before: Schema, after: Schema, cursor: Cursor): void {
  if (before !== false && after !== false) compareObjects(toObject(before), toObject(after), cursor);
  else if (before !== after)
    cursor.report({ kind: before ? 'value-forbidden' : 'value-allowed', pointer: cursor.pointer });
}

function toObject(schema: SchemaObject | true): SchemaObject {
  return schema === true ? {} : schema;
}

function compareObjects(before: SchemaObject, after: SchemaObject, cursor: Cursor): void {
  const [old, now] = [cursor.mergeBefore(before), cursor.mergeAfter(after)];
  if (compareAsUnion(old.schema, now.schema, cursor)) return;
  compareTypes(old, now, cursor);
  // a number in place of an object differs in everything: to say it once is enough
  const types = commonTypes(old, now);
  if (types.size === 0) return;
  const [relevantOld, relevantNow] = [restrictTo(types, old), restrictTo(types, now)];
  for (const rule of RULES) rule(relevantOld, relevantNow, cursor);
}
