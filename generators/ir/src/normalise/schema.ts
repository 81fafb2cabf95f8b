import type { Json, Schema } from '../api.ts';
import { FIELDS, isNode, type Node } from '../grammar.ts';
import type { Context } from './context.ts';
import { repairKeywords } from './keywords.ts';
import { normalisePattern } from './pattern.ts';

type Mutable = Record<string, unknown>;

/** What says something about a schema without constraining it. */
export const ANNOTATIONS = new Set([
  'title',
  'description',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  'example',
  'examples',
  'externalDocs',
  'xml',
  '$comment',
]);

export const SCHEMA_PREFIX = '#/components/schemas/';

/** A schema of the document as JSON Schema 2020-12: one dialect, one form for each thing. */
export function normaliseSchema(value: unknown, context: Context): Schema {
  if (typeof value === 'boolean') return value;
  if (!isNode(value)) {
    if (value !== undefined && value !== null)
      context.report('invalid-structure', undefined, '', 'A schema is an object or a boolean.');
    return {};
  }
  if (typeof value['$ref'] === 'string') return normaliseRef(value, value['$ref'], context);
  if (Object.hasOwn(value, '$ref')) {
    context.report('invalid-structure', value, '/$ref', 'A "$ref" is text.');
    return {};
  }
  const out = repairKeywords(value, context);
  normaliseBounds(out);
  normalisePatternOf(value, out, context);
  normaliseExamples(out);
  normaliseMembers(out, context);
  return context.version === '3.0' ? withNull(out) : (out as Schema);
}

/** In OpenAPI 3.0 nothing beside a $ref counts but words; in 3.1 it constrains further. */
function normaliseRef(node: Node, ref: string, context: Context): Schema {
  const name = context.schemaName(ref);
  const target = { $ref: `${SCHEMA_PREFIX}${name ?? ''}` };
  const beside = Object.entries(node).filter(([key]) => key !== '$ref');
  const words = Object.fromEntries(beside.filter(([key]) => ANNOTATIONS.has(key) || key.startsWith('x-')));
  normaliseExamples(words);
  const rules = Object.fromEntries(beside.filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith('x-')));
  if (context.version === '3.0') {
    const nullable = node['nullable'] === true;
    return (nullable ? { ...words, anyOf: [target, { type: 'null' }] } : { ...target, ...words }) as Schema;
  }
  if (Object.keys(rules).length === 0) return { ...target, ...words } as Schema;
  return { ...words, allOf: [target, normaliseSchema(rules, context)] } as Schema;
}

/** OpenAPI 3.0 says `minimum: 0, exclusiveMinimum: true` for what is now `exclusiveMinimum: 0`. */
function normaliseBounds(schema: Mutable): void {
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[exclusive] === 'number' || schema[exclusive] === undefined) continue;
    const bound = schema[inclusive];
    const excludes = schema[exclusive] === true || schema[exclusive] === 'true';
    delete schema[exclusive];
    if (!excludes || typeof bound !== 'number') continue;
    delete schema[inclusive];
    schema[exclusive] = bound;
  }
}

function normalisePatternOf(node: Node, schema: Mutable, context: Context): void {
  if (typeof schema['pattern'] !== 'string') return;
  const normal = normalisePattern(schema['pattern']);
  if (normal === undefined) {
    context.report('invalid-pattern', node, '/pattern', `"${schema['pattern']}" is no regular expression.`);
    delete schema['pattern'];
    return;
  }
  if (normal.repaired)
    context.report('pattern-repaired', node, '/pattern', `"${schema['pattern']}" was read as "${normal.pattern}".`);
  else if (normal.anchored)
    context.report('pattern-anchored', node, '/pattern', `"${schema['pattern']}" was read as "${normal.pattern}".`);
  schema['pattern'] = normal.pattern;
}

function normaliseExamples(schema: Mutable): void {
  if (schema['example'] === undefined) return;
  schema['examples'] = [schema['example'], ...(Array.isArray(schema['examples']) ? schema['examples'] : [])];
  delete schema['example'];
}

function normaliseMembers(schema: Mutable, context: Context): void {
  for (const [key, [shape]] of Object.entries(FIELDS.schema)) {
    const member = schema[key];
    if (member === undefined) continue;
    if (shape === 'one') schema[key] = normaliseSchema(member, context);
    if (shape === 'list' && Array.isArray(member)) schema[key] = member.map((item) => normaliseSchema(item, context));
    if (shape === 'map' && isNode(member)) {
      const entries = Object.entries(member).map(([name, item]) => [name, normaliseSchema(item, context)]);
      schema[key] = Object.fromEntries(entries);
    }
  }
}

/** `nullable` of OpenAPI 3.0: the type null joins, or an alternative where there is no type to join. */
function withNull(schema: Mutable): Schema {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return rest as Schema;
  if (typeof rest['type'] === 'string') return { ...rest, type: [rest['type'], 'null'] } as Schema;
  if (!['allOf', 'anyOf', 'oneOf'].some((key) => key in rest)) return rest as Schema;
  const words = Object.fromEntries(Object.entries(rest).filter(([key]) => ANNOTATIONS.has(key)));
  const rules = Object.fromEntries(Object.entries(rest).filter(([key]) => !ANNOTATIONS.has(key)));
  return { ...words, anyOf: [rules as { [key: string]: Json }, { type: 'null' }] } as Schema;
}
