import type { Encoding, Media, Schema, SchemaObject } from '@openxs2a/ir';
import type { PartDescriptor, Shape } from '@openxs2a/runtime';
import { toShape } from './shape.ts';

type Schemas = Readonly<Record<string, Schema>>;

const PREFIX = '#/components/schemas/';
const JSON_TYPE = 'application/json';

/** How each field of a form or part of a multipart body travels; undefined for bodies of other kinds. */
export function toParts(media: Media, schemas: Schemas): Readonly<Record<string, PartDescriptor>> | undefined {
  if (media.kind !== 'form' && media.kind !== 'multipart') return undefined;
  const candidates = [media.schema, ...Object.values(media.select?.cases ?? {})];
  const properties = candidates.flatMap((schema) => listProperties(schema, schemas, []));
  const toPart = media.kind === 'form' ? toField : toMultipart;
  const distinct = new Map([...properties].reverse());
  const parts = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(parts.map(([name, schema]) => [name, toPart(schema, media.encoding[name] ?? {}, schemas)]));
}

/** The properties of an object schema and of everything that it is made of. */
function listProperties(schema: Schema, schemas: Schemas, seen: readonly string[]): readonly [string, Schema][] {
  if (typeof schema === 'boolean') return [];
  const { $ref, properties = {}, allOf, oneOf, anyOf } = schema;
  const own = Object.entries(properties as Record<string, Schema>);
  const members = [allOf, oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? (list as Schema[]) : []));
  const name = typeof $ref === 'string' && !seen.includes($ref) ? $ref : undefined;
  const target = name === undefined ? undefined : schemas[name.slice(PREFIX.length)];
  const below = name === undefined ? seen : [...seen, name];
  const inner = [...(target === undefined ? [] : [target]), ...members];
  return [...own, ...inner.flatMap((member) => listProperties(member, schemas, below))];
}

/** OpenAPI 3.1.1, 4.8.15: lists repeat the part, objects are JSON, files are bytes, the rest is text. */
function toMultipart(schema: Schema, encoding: Encoding, schemas: Schemas): PartDescriptor {
  const shape = toShape(schema, schemas);
  const items = itemsOf(shape);
  const inner = items ?? shape;
  const binary = isFile(items === undefined ? schema : itemSchemaOf(schema, schemas), schemas);
  const contentType = encoding.contentType ?? (isStructured(inner) ? JSON_TYPE : undefined);
  return {
    shape: contentType === JSON_TYPE ? 'any' : inner,
    ...(contentType === undefined ? {} : { contentType }),
    ...(items === undefined ? {} : { repeated: true }),
    ...(binary ? { binary: true } : {}),
  };
}

/** As a query parameter would travel; an object without a style is JSON (OpenAPI 3.1.1, 4.8.15.1.1). */
function toField(schema: Schema, encoding: Encoding, schemas: Schemas): PartDescriptor {
  const shape = toShape(schema, schemas);
  const items = itemsOf(shape);
  const { style, explode = (style ?? 'form') === 'form' } = encoding;
  const isStyled = style !== undefined || encoding.explode !== undefined;
  if (!isStyled && encoding.contentType !== undefined) return { shape, contentType: encoding.contentType };
  if (items !== undefined && explode && (style ?? 'form') === 'form') return { shape: items, repeated: true };
  if (isStyled) return { shape, ...(style === undefined ? {} : { style }), ...(explode ? { explode } : {}) };
  return isStructured(shape) ? { shape: 'any', contentType: JSON_TYPE } : { shape };
}

function itemsOf(shape: Shape): Shape | undefined {
  if (typeof shape !== 'object') return undefined;
  if ('array' in shape) return shape.array;
  return 'first' in shape ? shape.first.map(itemsOf).find((items) => items !== undefined) : undefined;
}

function isStructured(shape: Shape): boolean {
  if (typeof shape !== 'object') return false;
  return 'first' in shape ? shape.first.some(isStructured) : true;
}

function itemSchemaOf(schema: Schema, schemas: Schemas): Schema {
  return (resolve(schema, schemas)?.['items'] ?? true) as Schema;
}

function isFile(schema: Schema, schemas: Schemas): boolean {
  const flat = resolve(schema, schemas) ?? {};
  return (
    flat['format'] === 'binary' || (flat['contentMediaType'] !== undefined && flat['contentEncoding'] === undefined)
  );
}

/** The schema that a chain of references ends at. */
function resolve(schema: Schema, schemas: Schemas): SchemaObject | undefined {
  let current: Schema | undefined = schema;
  for (let steps = 0; typeof current === 'object' && steps < 32; steps += 1) {
    const $ref: unknown = (current as SchemaObject)['$ref'];
    if (typeof $ref !== 'string') return current;
    current = schemas[$ref.slice(PREFIX.length)];
  }
  return undefined;
}
