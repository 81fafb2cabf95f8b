import { appendPointer } from '@openxs2a/ir';
import type { Rule } from './cursor.ts';
import { schemaAt, schemasAt } from './keywords.ts';

/** `items` and `prefixItems`; a place in the list that has no schema of its own takes that of the rest. */
export const compareItems: Rule = (before, after, cursor) => {
  const [oldRest, newRest] = [schemaAt(before.schema, 'items'), schemaAt(after.schema, 'items')];
  if (oldRest !== undefined || newRest !== undefined) {
    cursor.compare(oldRest ?? true, newRest ?? true, appendPointer(cursor.pointer, 'items'));
  }
  const old = schemasAt(before.schema, 'prefixItems') ?? [];
  const now = schemasAt(after.schema, 'prefixItems') ?? [];
  for (let index = 0; index < Math.max(old.length, now.length); index += 1) {
    const pointer = appendPointer(cursor.pointer, 'prefixItems', index);
    cursor.compare(old[index] ?? oldRest ?? true, now[index] ?? newRest ?? true, pointer);
  }
};
