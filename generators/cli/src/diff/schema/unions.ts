import { appendPointer, type Schema, type SchemaObject } from '@openxs2a/ir';
import type { Cursor, Rule } from './cursor.ts';
import { isAnnotation, schemasAt } from './keywords.ts';
import { matchAlternatives } from './match-alternatives.ts';

/** `oneOf` and `anyOf` mean the same here: a value is one of several. */
export const compareUnions: Rule = (before, after, cursor) => {
  const [old, now] = [alternativesOf(before.schema), alternativesOf(after.schema)];
  if (old === undefined && now === undefined) return;
  if (old !== undefined && now !== undefined) return compareAlternatives(old, now, cursor);
  const kind = old === undefined ? 'union-introduced' : 'union-lifted';
  cursor.report({
    kind,
    pointer: appendPointer(cursor.pointer, keywordOf(after.schema) ?? keywordOf(before.schema) ?? 'oneOf'),
  });
};

/**
 * A plain schema against a union that says nothing else is a union of one against that of many: so `X` against
 * `oneOf: [X, Y]` is one more alternative and nothing else. True when that was the case and is dealt with.
 */
export function compareAsUnion(before: SchemaObject, after: SchemaObject, cursor: Cursor): boolean {
  const [old, now] = [pureUnionOf(before), pureUnionOf(after)];
  if ((old === undefined) === (now === undefined)) return false;
  if (keywordOf(old === undefined ? before : after) !== undefined) return false;
  compareAlternatives(old ?? [before], now ?? [after], cursor);
  return true;
}

export function alternativesOf(schema: SchemaObject): readonly Schema[] | undefined {
  const keyword = keywordOf(schema);
  return keyword === undefined ? undefined : schemasAt(schema, keyword);
}

function keywordOf(schema: SchemaObject): 'oneOf' | 'anyOf' | undefined {
  if (schema.oneOf !== undefined) return 'oneOf';
  return schema.anyOf !== undefined ? 'anyOf' : undefined;
}

function pureUnionOf(schema: SchemaObject): readonly Schema[] | undefined {
  const said = Object.keys(schema).filter((keyword) => !isAnnotation(keyword) && keyword !== 'discriminator');
  return said.length === 1 ? alternativesOf(schema) : undefined;
}

function compareAlternatives(old: readonly Schema[], now: readonly Schema[], cursor: Cursor): void {
  const { pairs, removed, added } = matchAlternatives(cursor.before, cursor.after, old, now);
  const pointer = appendPointer(cursor.pointer, 'oneOf');
  for (const pair of pairs) cursor.compare(pair.before, pair.after, appendPointer(pointer, pair.name));
  for (const { name } of removed)
    cursor.report({ kind: 'alternative-removed', pointer: appendPointer(pointer, name), before: name });
  for (const { name } of added)
    cursor.report({ kind: 'alternative-added', pointer: appendPointer(pointer, name), after: name });
}
