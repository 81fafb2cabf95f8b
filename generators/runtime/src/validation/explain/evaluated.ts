import {
  componentOf,
  isObject,
  refName,
  type Schema,
  type SchemaObject,
  schemaIn,
  schemaMapIn,
  schemasIn,
} from '../schema.ts';
import type { Walk } from './found.ts';

type Members = Readonly<Record<string, unknown>>;
type Own<Value, Key> = (schema: SchemaObject, value: Value, walk: Walk) => Iterable<Key>;

/** The properties that a schema has looked at (JSON Schema 2020-12, 11.3): what `unevaluatedProperties` leaves alone. */
export function evaluatedKeys(schema: Schema, value: Members, walk: Walk): ReadonlySet<string> {
  return evaluated(schema, value, walk, ownKeys);
}

/** The items that a schema has looked at, by index. */
export function evaluatedItems(schema: Schema, value: readonly unknown[], walk: Walk): ReadonlySet<number> {
  return evaluated(schema, value, walk, ownItems);
}

function evaluated<Value, Key>(schema: Schema, value: Value, walk: Walk, own: Own<Value, Key>): ReadonlySet<Key> {
  if (!isObject(schema)) return new Set();
  const seen = new Set(own(schema, value, walk));
  for (const item of applied(schema, value, walk)) {
    for (const key of evaluated(item, value, walk, own)) seen.add(key);
  }
  return seen;
}

/** The schemas that apply to the same value and hold for it. */
function applied(schema: SchemaObject, value: unknown, walk: Walk): readonly Schema[] {
  const holds = (item: Schema) => walk.explain(item, value, '').length === 0;
  const name = refName(schema);
  const condition = schemaIn(schema, 'if');
  const met = condition !== undefined && holds(condition);
  const branch = condition === undefined ? undefined : schemaIn(schema, met ? 'then' : 'else');
  return [
    ...(name === undefined ? [] : [componentOf(walk.view.schemas, name)]),
    ...schemasIn(schema, 'allOf'),
    ...[...schemasIn(schema, 'anyOf'), ...schemasIn(schema, 'oneOf')].filter(holds),
    ...(condition !== undefined && met ? [condition] : []),
    ...(branch === undefined ? [] : [branch]),
    ...schemaMapIn(schema, 'dependentSchemas').flatMap(([key, item]) =>
      isObject(value) && Object.hasOwn(value, key) ? [item] : [],
    ),
  ];
}

function ownKeys(schema: SchemaObject, value: Members, walk: Walk): Iterable<string> {
  const keys = Object.keys(value);
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) return keys;
  const named = new Set(schemaMapIn(schema, 'properties').map(([name]) => name));
  const patterns = schemaMapIn(schema, 'patternProperties').map(([pattern]) => walk.view.patterns(pattern));
  return keys.filter((key) => named.has(key) || patterns.some((pattern) => pattern.test(key)));
}

function ownItems(schema: SchemaObject, value: readonly unknown[], walk: Walk): Iterable<number> {
  if (schema.items !== undefined || schema.unevaluatedItems !== undefined) return value.keys();
  const first = schemasIn(schema, 'prefixItems').length;
  const contains = schemaIn(schema, 'contains');
  const matches = (index: number) => contains !== undefined && walk.explain(contains, value[index], '').length === 0;
  return [...value.keys()].filter((index) => index < first || matches(index));
}
