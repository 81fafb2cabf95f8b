import type { Api, Schema, SchemaObject } from '@openxs2a/ir';
import { isAnnotation, schemasAt } from './keywords.ts';

const PREFIX = '#/components/schemas/';

/** The component that a schema stands for: a bare `$ref`, or an `allOf` around one that only adds description. */
export function refOf(schema: Schema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  const bare = unwrap(schema);
  const ref = bare.$ref;
  return typeof ref === 'string' && constraints(bare).length === 1 ? nameOf(ref) : undefined;
}

export function nameOf(ref: string): string | undefined {
  return ref.startsWith(PREFIX) ? ref.slice(PREFIX.length).replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}

/** The component schema; one that is missing constrains nothing, as the reader has reported it already. */
export function componentOf(api: Api, name: string): Schema {
  return api.schemas[name] ?? true;
}

/** Follows references until something is said. */
export function resolve(api: Api, schema: Schema): Schema {
  const seen = new Set<string>();
  let current = schema;
  for (let name = refOf(current); name !== undefined && !seen.has(name); name = refOf(current)) {
    seen.add(name);
    current = componentOf(api, name);
  }
  return current;
}

function unwrap(schema: SchemaObject): SchemaObject {
  const [only, ...others] = schemasAt(schema, 'allOf') ?? [];
  const wraps = typeof only === 'object' && others.length === 0 && constraints(schema).length === 1;
  return wraps ? unwrap(only) : schema;
}

function constraints(schema: SchemaObject): string[] {
  return Object.keys(schema).filter((keyword) => !isAnnotation(keyword));
}
