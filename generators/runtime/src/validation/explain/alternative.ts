import { isObject, type Schema, schemaMapIn, schemasIn, typesOf } from '../schema.ts';
import { requiredOf, resolve, type View } from '../view.ts';

/** What a schema says of an object at its top: through references and `allOf`, not through alternatives. */
export interface Alternative {
  readonly types: readonly string[];
  readonly required: readonly string[];
  readonly names: ReadonlySet<string>;
  /** Properties that can have few values only, which tell this alternative from others. */
  readonly tags: ReadonlyMap<string, readonly unknown[]>;
}

export function describe(schema: Schema, view: View): Alternative {
  const parts = flatten(schema, view, new Set());
  const properties = parts.flatMap((part) => schemaMapIn(part, 'properties'));
  return {
    types: parts.map(typesOf).find((types) => types.length > 0) ?? [],
    required: parts.flatMap((part) => requiredOf(part, view)),
    names: new Set(properties.map(([name]) => name)),
    tags: new Map(properties.flatMap(([name, item]) => toTag(name, item, view))),
  };
}

type Part = Exclude<Schema, boolean>;

function flatten(schema: Schema, view: View, seen: Set<Schema>): readonly Part[] {
  const target = resolve(schema, view);
  if (!isObject(target) || seen.has(target)) return [];
  seen.add(target);
  const own = isObject(schema) && schema !== target ? schemasIn(schema, 'allOf') : [];
  return [target, ...[...own, ...schemasIn(target, 'allOf')].flatMap((item) => flatten(item, view, seen))];
}

function toTag(name: string, schema: Schema, view: View): readonly (readonly [string, readonly unknown[]])[] {
  const target = resolve(schema, view);
  if (!isObject(target)) return [];
  if ('const' in target) return [[name, [target.const]]];
  return Array.isArray(target.enum) ? [[name, target.enum]] : [];
}
