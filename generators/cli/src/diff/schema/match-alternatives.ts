import type { Api, Schema } from '@openxs2a/ir';
import { mapAt, textAt } from './keywords.ts';
import { refOf, resolve } from './resolve.ts';
import { isSameSchema } from './same.ts';

interface Named {
  readonly schema: Schema;
  /** Component name, title, or what is peculiar to it: stable when alternatives are reordered. */
  readonly name: string;
}

export interface AlternativeMatch {
  readonly pairs: readonly { readonly before: Schema; readonly after: Schema; readonly name: string }[];
  readonly removed: readonly Named[];
  readonly added: readonly Named[];
}

/** Finds for each old alternative the new one that it became: the same component, the same meaning, the nearest form. */
export function matchAlternatives(
  before: Api,
  after: Api,
  old: readonly Schema[],
  now: readonly Schema[],
): AlternativeMatch {
  const left = new Set(old.map((schema, index) => ({ schema, name: nameOf(before, schema, index) })));
  const right = new Set(now.map((schema, index) => ({ schema, name: nameOf(after, schema, index) })));
  const pairs: { before: Schema; after: Schema; name: string }[] = [];
  const tests: ((a: Named, b: Named) => boolean)[] = [
    (a, b) => refOf(a.schema) !== undefined && refOf(a.schema) === refOf(b.schema),
    (a, b) => isSameSchema(before, after, a.schema, b.schema),
    (a, b) => a.name === b.name,
    (a, b) => resemble(resolve(before, a.schema), resolve(after, b.schema)),
  ];
  for (const test of tests) {
    for (const a of left) {
      const b = [...right].find((candidate) => test(a, candidate));
      if (b === undefined) continue;
      left.delete(a);
      right.delete(b);
      pairs.push({ before: a.schema, after: b.schema, name: b.name });
    }
  }
  return { pairs, removed: [...left], added: [...right] };
}

function nameOf(api: Api, schema: Schema, index: number): string {
  const ref = refOf(schema);
  if (ref !== undefined) return ref;
  const resolved = resolve(api, schema);
  if (typeof resolved === 'boolean') return String(resolved);
  return (
    textAt(resolved, 'title') ??
    (mapAt(resolved, 'properties').size === 0 ? textAt(resolved, 'type') : undefined) ??
    String(index)
  );
}

/** Most of the property names in common; without properties, the same type. */
function resemble(a: Schema, b: Schema): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  const [old, now] = [[...mapAt(a, 'properties').keys()], new Set(mapAt(b, 'properties').keys())];
  if (old.length === 0 || now.size === 0) return old.length === now.size && textAt(a, 'type') === textAt(b, 'type');
  const shared = old.filter((name) => now.has(name)).length;
  return shared * 2 >= Math.max(old.length, now.size);
}
