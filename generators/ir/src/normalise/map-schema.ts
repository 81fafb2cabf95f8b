import type { Json, Schema, SchemaObject } from '../api.ts';
import { FIELDS, isNode } from '../grammar.ts';

/** The schema with every schema below it, then itself, replaced by what the function makes of it. */
export function mapSchema(schema: Schema, change: (schema: SchemaObject) => Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  const out: Record<string, Json> = { ...schema };
  for (const [key, member] of Object.entries(schema)) {
    const field = Object.hasOwn(FIELDS.schema, key) ? FIELDS.schema[key] : undefined;
    if (field === undefined) continue;
    if (field[0] === 'one') out[key] = mapSchema(member as Schema, change);
    if (field[0] === 'list' && Array.isArray(member))
      out[key] = member.map((item) => mapSchema(item as Schema, change));
    if (field[0] === 'map' && isNode(member)) {
      out[key] = Object.fromEntries(
        Object.entries(member).map(([name, item]) => [name, mapSchema(item as Schema, change)]),
      );
    }
  }
  return change(out);
}
