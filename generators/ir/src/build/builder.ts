import type { Json, Schema } from '../api.ts';
import type { Context } from '../normalise/context.ts';
import { mapSchema } from '../normalise/map-schema.ts';
import { normaliseSchema } from '../normalise/schema.ts';
import { tellApart } from '../normalise/union.ts';
import type { SchemaNames, SchemaTable } from './schema-names.ts';

/** What the parts of the Api are built with. */
export interface Builder {
  readonly context: Context;
  /** The schema in its final form. */
  schema(value: unknown): Schema;
}

/** Normalises all named schemas, those that are met on the way included. */
export function buildSchemas(names: SchemaNames, context: Context): SchemaTable {
  const rough: SchemaTable = {};
  for (const [name, value] of names.pending) rough[name] = normaliseSchema(value, context); // the map grows while it is walked
  const table: SchemaTable = {};
  for (const name of Object.keys(rough).sort()) {
    const note = (code: Parameters<Context['report']>[0], message: string) =>
      context.report(code, asNode(names.pending.get(name)), '', message);
    table[name] = mapSchema(rough[name] ?? {}, (schema) => tellApart(schema, rough, note));
  }
  return table;
}

export function createBuilder(context: Context, schemas: SchemaTable): Builder {
  return {
    context,
    schema: (value) =>
      mapSchema(normaliseSchema(value, context), (schema) =>
        tellApart(schema, schemas, (code, message) => context.report(code, asNode(value), '', message)),
      ),
  };
}

function asNode(value: unknown) {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, Json>>) : undefined;
}
