import type { Patterns } from './patterns.ts';
import {
  componentOf,
  isObject,
  refName,
  type Schema,
  type SchemaObject,
  type Schemas,
  schemaMapIn,
  stringsIn,
  typesOf,
} from './schema.ts';

/** How schemas are read: which way the message travels, and whether strings of `format: binary` are bytes. */
export interface View {
  readonly schemas: Schemas;
  readonly patterns: Patterns;
  /** Absent where a schema is checked outside a message. */
  readonly direction?: 'request' | 'response';
  readonly bytes: boolean;
}

/** Follows `$ref` until there is none; gives the schema itself where a cycle of bare references has no end. */
export function resolve(schema: Schema, view: View): Schema {
  const seen = new Set<Schema>();
  let current = schema;
  while (isObject(current) && !seen.has(current)) {
    seen.add(current);
    const name = refName(current);
    if (name === undefined) return current;
    current = componentOf(view.schemas, name);
  }
  return current;
}

/**
 * The properties that must be there. A `readOnly` one need not be in a request, a `writeOnly` one not in a response
 * (OpenAPI 3.1, schema object; there the flag speaks of the properties of the same schema).
 */
export function requiredOf(schema: SchemaObject, view: View): readonly string[] {
  const required = stringsIn(schema, 'required');
  if (view.direction === undefined || required.length === 0) return required;
  const flag = view.direction === 'request' ? 'readOnly' : 'writeOnly';
  const exempt = new Set(
    schemaMapIn(schema, 'properties').flatMap(([name, item]) => (hasFlag(item, flag, view) ? [name] : [])),
  );
  return exempt.size === 0 ? required : required.filter((name) => !exempt.has(name));
}

function hasFlag(schema: Schema, flag: string, view: View): boolean {
  if (!isObject(schema)) return false;
  if (schema[flag] === true) return true;
  const target = resolve(schema, view);
  return isObject(target) && target[flag] === true;
}

/** Whether a value of the schema is bytes in this view. */
export function isBytes(schema: SchemaObject, view: View): boolean {
  return view.bytes && schema.format === 'binary' && typesOf(schema).includes('string');
}
