import type { Json, Schema, SchemaObject } from '@openxs2a/ir';

/** A property, as readers know it: `amount`, `access.accounts`, `entries[].id`. */
export interface Member {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
  /** `alternative 2` where it belongs to one of several. */
  readonly within?: string;
}

/**
 * The properties of a schema and of those that are written inside it. References are not followed: they have a page of
 * their own, so that recursion ends here.
 */
export function listMembers(schema: Schema, prefix = '', within?: string): readonly Member[] {
  if (typeof schema === 'boolean') return [];
  const members = propertiesOf(schema).flatMap(([name, property]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const member: Member = { path, schema: property, required: listOf(schema['required']).includes(name) };
    return [within === undefined ? member : { ...member, within }, ...listMembers(property, path, within)];
  });
  const list = (keyword: string) => listOf(schema[keyword]).map(toSchema);
  const alternatives = [...list('oneOf'), ...list('anyOf')];
  return [
    ...members,
    ...('items' in schema ? listMembers(toSchema(schema['items'] ?? true), `${prefix}[]`, within) : []),
    ...list('allOf').flatMap((part) => listMembers(part, prefix, within)),
    ...alternatives.flatMap((part, index) => listMembers(part, prefix, `alternative ${index + 1}`)),
  ];
}

function propertiesOf({ properties }: SchemaObject): [string, Schema][] {
  const isMap = typeof properties === 'object' && properties !== null && !Array.isArray(properties);
  return isMap ? Object.entries(properties).map(([name, value]) => [name, toSchema(value)]) : [];
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** Where there is none that can be read, anything goes. */
export function toSchema(value: unknown): Schema {
  const isObject = (candidate: unknown): candidate is SchemaObject =>
    typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);
  if (typeof value === 'boolean') return value;
  return isObject(value) ? value : true;
}
