import type { Schema, SchemaObject } from '@openxs2a/ir';
import type { Shape } from '@openxs2a/runtime';

type Schemas = Readonly<Record<string, Schema>>;

const PREFIX = '#/components/schemas/';
const MAX_DEPTH = 8;
/** What reads most narrowly comes first: every text is a string. */
const ORDER = ['null', 'boolean', 'integer', 'number', 'array', 'object', 'string', 'any'];

/** What the text of a value that the schema describes stands for. */
export function toShape(schema: Schema, schemas: Schemas, depth = 0): Shape {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return 'any';
  const shapes = [...shapesOfReference(schema, schemas, depth), ...shapesOfKeywords(schema, schemas, depth)];
  return shapes.length === 0 ? 'any' : intersect(shapes);
}

function shapesOfReference({ $ref }: SchemaObject, schemas: Schemas, depth: number): readonly Shape[] {
  if (typeof $ref !== 'string') return [];
  const target = schemas[$ref.slice(PREFIX.length)];
  return target === undefined ? [] : [toShape(target, schemas, depth + 1)];
}

/** Each keyword that says something of the type, as a shape of its own: all of them hold. */
function shapesOfKeywords(schema: SchemaObject, schemas: Schemas, depth: number): readonly Shape[] {
  const shapes: Shape[] = [];
  const types = typeof schema['type'] === 'string' ? [schema['type']] : asList(schema['type']);
  if (types.length > 0) shapes.push(oneOf(types.map((type) => shapeOfType(String(type), schema, schemas, depth))));
  else shapes.push(...shapesWithoutType(schema, schemas, depth));
  for (const member of asList(schema['allOf'])) shapes.push(toShape(member as Schema, schemas, depth + 1));
  for (const keyword of ['oneOf', 'anyOf']) {
    const members = asList(schema[keyword]).map((member) => toShape(member as Schema, schemas, depth + 1));
    if (members.length > 0) shapes.push(oneOf(members));
  }
  return shapes;
}

function shapesWithoutType(schema: SchemaObject, schemas: Schemas, depth: number): readonly Shape[] {
  if (Object.hasOwn(schema, 'const')) return [shapeOfValue(schema['const'])];
  if (Array.isArray(schema['enum'])) return [oneOf(schema['enum'].map(shapeOfValue))];
  if (schema['properties'] !== undefined) return [shapeOfType('object', schema, schemas, depth)];
  return schema['items'] === undefined ? [] : [shapeOfType('array', schema, schemas, depth)];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function shapeOfType(type: string, schema: SchemaObject, schemas: Schemas, depth: number): Shape {
  if (type === 'array') return { array: toShape((schema['items'] ?? true) as Schema, schemas, depth + 1) };
  if (type === 'object') return shapeOfObject(schema, schemas, depth);
  return type === 'integer' || type === 'number' || type === 'boolean' || type === 'null' ? type : 'string';
}

/** Other properties count only where the schema speaks of them, or of nothing else. */
function shapeOfObject(schema: SchemaObject, schemas: Schemas, depth: number): Shape {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const object = Object.fromEntries(properties.map(([name, inner]) => [name, toShape(inner, schemas, depth + 1)]));
  const others = schema['additionalProperties'] as Schema | undefined;
  if (others === false || (others === undefined && properties.length > 0)) return { object };
  return { object, rest: others === undefined ? 'any' : toShape(others, schemas, depth + 1) };
}

function shapeOfValue(value: unknown): Shape {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return { array: 'any' };
  return typeof value === 'object' ? { object: {}, rest: 'any' } : 'string';
}

/** The shape of alternatives: flat, each once, the narrow ones first. */
function oneOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (typeof shape === 'object' && 'first' in shape ? shape.first : [shape]));
  const distinct = [...new Map(flat.map((shape) => [JSON.stringify(shape), shape])).values()];
  const sorted = distinct.sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)));
  const [only] = sorted;
  return sorted.length === 1 && only !== undefined ? only : { first: sorted };
}

function kindOf(shape: Shape): string {
  if (typeof shape === 'string') return shape;
  return 'array' in shape ? 'array' : 'object' in shape ? 'object' : 'any';
}

/** Of shapes that all hold: objects add up; else the first that says something. */
function intersect(shapes: readonly Shape[]): Shape {
  const telling = shapes.filter((shape) => shape !== 'any');
  const [first = 'any'] = telling;
  const objects = telling.filter((shape) => typeof shape === 'object' && 'object' in shape);
  if (objects.length !== telling.length || objects.length < 2) return first;
  const rest = objects.map((shape) => shape.rest).find((shape) => shape !== undefined);
  const object = Object.assign({}, ...objects.map((shape) => shape.object));
  return rest === undefined ? { object } : { object, rest };
}
