import type { Json } from '../api.ts';
import { isNode, type Node } from '../grammar.ts';
import type { Context } from './context.ts';

type Mutable = Record<string, unknown>;
type Form = 'number' | 'count' | 'flag' | 'text' | 'list' | 'names' | 'object';

const FORMS: Readonly<Record<string, Form>> = {
  multipleOf: 'number',
  maximum: 'number',
  minimum: 'number',
  maxLength: 'count',
  minLength: 'count',
  maxItems: 'count',
  minItems: 'count',
  maxProperties: 'count',
  minProperties: 'count',
  maxContains: 'count',
  minContains: 'count',
  uniqueItems: 'flag',
  deprecated: 'flag',
  readOnly: 'flag',
  writeOnly: 'flag',
  nullable: 'flag',
  pattern: 'text',
  format: 'text',
  title: 'text',
  description: 'text',
  enum: 'list',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  required: 'names',
  properties: 'object',
  patternProperties: 'object',
};

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

/** Names of types that other languages have and that files are known to carry. */
const MEANT: Readonly<Record<string, readonly [type: string, format?: string]>> = {
  float: ['number', 'float'],
  double: ['number', 'double'],
  decimal: ['number'],
  int: ['integer'],
  int32: ['integer', 'int32'],
  int64: ['integer', 'int64'],
  long: ['integer', 'int64'],
  bool: ['boolean'],
  text: ['string'],
  date: ['string', 'date'],
  datetime: ['string', 'date-time'],
  'date-time': ['string', 'date-time'],
  uuid: ['string', 'uuid'],
  file: ['string', 'binary'],
};

/** A copy of the schema whose keywords have the form that JSON Schema gives them; says what it had to repair. */
export function repairKeywords(node: Node, context: Context): Mutable {
  const out: Mutable = {};
  for (const [key, value] of Object.entries(node)) {
    const form = Object.hasOwn(FORMS, key) ? FORMS[key] : undefined;
    const repaired = form === undefined ? value : repairForm(form, value);
    if (repaired !== value)
      context.report(
        'repaired-keyword',
        node,
        `/${key}`,
        `"${key}" ${repaired === undefined ? 'does not have its form and was left out' : 'was read as it was meant'}.`,
      );
    if (repaired !== undefined) out[key] = repaired;
  }
  if (Object.hasOwn(node, 'type')) repairType(node, out, context);
  if (Array.isArray(out['enum'])) out['enum'] = repairEnum(node, out['enum'], out['type'], context);
  return out;
}

function repairForm(form: Form, value: unknown): unknown {
  switch (form) {
    case 'number':
      return typeof value === 'number' ? value : toNumber(value);
    case 'count': {
      const count = typeof value === 'number' ? value : toNumber(value);
      return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
    }
    case 'flag':
      return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined;
    case 'text':
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
    case 'list':
      return Array.isArray(value) ? value : undefined;
    case 'names':
      return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined;
    case 'object':
      return isNode(value) ? value : undefined;
    default:
      return form satisfies never;
  }
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function repairType(node: Node, out: Mutable, context: Context): void {
  const types = Array.isArray(node['type']) ? node['type'] : [node['type']];
  if (types.length > 0 && types.every((type) => typeof type === 'string' && TYPES.has(type))) return;
  const [type] = types;
  const name = typeof type === 'string' ? type.toLowerCase() : '';
  if (types.length === 1 && TYPES.has(name)) out['type'] = name;
  else if (types.length === 1 && MEANT[name] !== undefined) {
    out['type'] = MEANT[name][0];
    out['format'] ??= MEANT[name][1];
    if (out['format'] === undefined) delete out['format'];
  } else if (name === 'any' || types[0] === null || types[0] === undefined) delete out['type'];
  else {
    context.report('invalid-structure', node, '/type', `"${String(type)}" is no type.`);
    delete out['type'];
    return;
  }
  context.report(
    'repaired-keyword',
    node,
    '/type',
    `"${String(type)}" was read as ${out['type'] === undefined ? 'any type' : `"${String(out['type'])}"`}.`,
  );
}

/** YAML reads `1` and `true` as what they look like, also where the type says string. No value stands twice. */
function repairEnum(node: Node, values: readonly unknown[], type: unknown, context: Context): readonly Json[] {
  const textual = type === 'string' && values.some((value) => typeof value === 'number' || typeof value === 'boolean');
  const read = textual ? values.map((value) => (value === null ? null : String(value))) : values;
  const unique = [...new Map(read.map((value) => [JSON.stringify(value), value])).values()];
  if (textual || unique.length < values.length) {
    context.report(
      'repaired-keyword',
      node,
      '/enum',
      textual ? '"enum" of strings has values that are none; they were read as text.' : '"enum" has a value twice.',
    );
  }
  return unique as readonly Json[];
}
