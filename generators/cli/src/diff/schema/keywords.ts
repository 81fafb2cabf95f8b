import type { Json, Schema, SchemaObject } from '@openxs2a/ir';

/** Typed looks into a schema; a keyword of the wrong form counts as absent, as the reader has reported it already. */

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === 'boolean' || isRecord(value);
}

export function schemaAt(schema: SchemaObject, keyword: string): Schema | undefined {
  const value = schema[keyword];
  return isSchema(value) ? value : undefined;
}

export function schemasAt(schema: SchemaObject, keyword: string): readonly Schema[] | undefined {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : undefined;
}

export function mapAt(schema: SchemaObject, keyword: string): ReadonlyMap<string, Schema> {
  const value = schema[keyword];
  if (!isRecord(value)) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, Schema] => isSchema(entry[1])));
}

export function textsAt(schema: SchemaObject, keyword: string): readonly string[] {
  const value = schema[keyword];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function numberAt(schema: SchemaObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

export function textAt(schema: SchemaObject, keyword: string): string | undefined {
  const value = schema[keyword];
  return typeof value === 'string' ? value : undefined;
}

/** Keywords that describe and do not constrain. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'default',
  'readOnly',
  'writeOnly',
  '$comment',
  'xml',
]);

export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith('x-');
}
