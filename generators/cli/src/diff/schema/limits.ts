import { appendPointer, type SchemaObject } from '@openxs2a/ir';
import type { Cursor, Rule } from './cursor.ts';
import { numberAt } from './keywords.ts';

interface Limit {
  readonly keyword: string;
  readonly upper: boolean;
  /** The value that says nothing. */
  readonly idle: number;
}

const LIMITS: readonly Limit[] = [
  { keyword: 'minLength', upper: false, idle: 0 },
  { keyword: 'maxLength', upper: true, idle: Number.POSITIVE_INFINITY },
  { keyword: 'minItems', upper: false, idle: 0 },
  { keyword: 'maxItems', upper: true, idle: Number.POSITIVE_INFINITY },
  { keyword: 'minProperties', upper: false, idle: 0 },
  { keyword: 'maxProperties', upper: true, idle: Number.POSITIVE_INFINITY },
];

export const compareLimits: Rule = (before, after, cursor) => {
  for (const limit of LIMITS) compareCount(before.schema, after.schema, limit, cursor);
  compareBound(before.schema, after.schema, 'minimum', cursor);
  compareBound(before.schema, after.schema, 'maximum', cursor);
  compareStep(before.schema, after.schema, cursor);
  compareUnique(before.schema, after.schema, cursor);
};

function compareCount(before: SchemaObject, after: SchemaObject, limit: Limit, cursor: Cursor): void {
  const old = numberAt(before, limit.keyword);
  const now = numberAt(after, limit.keyword);
  const difference = (now ?? limit.idle) - (old ?? limit.idle);
  if (Number.isNaN(difference) || difference === 0) return;
  report(cursor, limit.keyword, difference > 0 === limit.upper, old, now);
}

interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** The inclusive and the exclusive keyword are one limit: the stricter of the two counts. */
function compareBound(before: SchemaObject, after: SchemaObject, keyword: 'minimum' | 'maximum', cursor: Cursor): void {
  const old = boundOf(before, keyword);
  const now = boundOf(after, keyword);
  const order = orderOf(old, now, keyword === 'maximum' ? -1 : 1);
  if (order !== 0) report(cursor, keyword, order < 0, textOf(old), textOf(now));
}

function boundOf(schema: SchemaObject, keyword: 'minimum' | 'maximum'): Bound | undefined {
  const inclusive = numberAt(schema, keyword);
  const exclusive = numberAt(schema, keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum');
  const sign = keyword === 'minimum' ? 1 : -1;
  if (exclusive === undefined) return inclusive === undefined ? undefined : { value: inclusive, exclusive: false };
  if (inclusive !== undefined && sign * inclusive > sign * exclusive) return { value: inclusive, exclusive: false };
  return { value: exclusive, exclusive: true };
}

/** Above zero when the new bound is the stricter one, seen as lower bounds after multiplication with `sign`. */
function orderOf(old: Bound | undefined, now: Bound | undefined, sign: number): number {
  if (old === undefined || now === undefined) return (now === undefined ? 0 : 1) - (old === undefined ? 0 : 1);
  return sign * (now.value - old.value) || Number(now.exclusive) - Number(old.exclusive);
}

function textOf(bound: Bound | undefined): number | string | undefined {
  return bound?.exclusive ? `${bound.value} excluded` : bound?.value;
}

function compareStep(before: SchemaObject, after: SchemaObject, cursor: Cursor): void {
  const old = numberAt(before, 'multipleOf');
  const now = numberAt(after, 'multipleOf');
  if (old === now) return;
  const looser = now === undefined || (old !== undefined && isMultiple(old, now));
  const tighter = old === undefined || (now !== undefined && isMultiple(now, old));
  if (looser || tighter) report(cursor, 'multipleOf', looser, old, now);
  else
    cursor.report({
      kind: 'limit-changed',
      pointer: appendPointer(cursor.pointer, 'multipleOf'),
      before: old,
      after: now,
    });
}

/** Steps are decimal fractions such as 0.01, so that an exact remainder would mislead. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function compareUnique(before: SchemaObject, after: SchemaObject, cursor: Cursor): void {
  const old = before.uniqueItems === true;
  const now = after.uniqueItems === true;
  if (old !== now) report(cursor, 'uniqueItems', old, old, now);
}

type Shown = number | string | boolean | undefined;

function report(cursor: Cursor, keyword: string, looser: boolean, before: Shown, after: Shown): void {
  cursor.report({
    kind: looser ? 'limit-loosened' : 'limit-tightened',
    pointer: appendPointer(cursor.pointer, keyword),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  });
}
