import { appendPointer, type Schema } from '@openxs2a/ir';
import type { Cursor, Rule } from './cursor.ts';
import { mapAt, schemaAt } from './keywords.ts';

/** What an object may carry beside its declared properties. */
export const compareRestOfObject: Rule = (before, after, cursor) => {
  for (const keyword of ['additionalProperties', 'unevaluatedProperties', 'propertyNames']) {
    const [old, now] = [schemaAt(before.schema, keyword), schemaAt(after.schema, keyword)];
    if (old !== undefined || now !== undefined) compareRest(old ?? true, now ?? true, keyword, cursor);
  }
  comparePatternProperties(mapAt(before.schema, 'patternProperties'), mapAt(after.schema, 'patternProperties'), cursor);
};

function compareRest(old: Schema, now: Schema, keyword: string, cursor: Cursor): void {
  const pointer = appendPointer(cursor.pointer, keyword);
  if ((old === false) === (now === false)) cursor.compare(old, now, pointer);
  else
    cursor.report({
      kind: now === false ? 'additional-properties-forbidden' : 'additional-properties-allowed',
      pointer,
    });
}

function comparePatternProperties(old: ReadonlyMap<string, Schema>, now: ReadonlyMap<string, Schema>, cursor: Cursor) {
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name), now.get(name)];
    const pointer = appendPointer(cursor.pointer, 'patternProperties', name);
    if (was !== undefined && is !== undefined) cursor.compare(was, is, pointer);
    else cursor.report({ kind: was === undefined ? 'property-rule-added' : 'property-rule-removed', pointer });
  }
}
