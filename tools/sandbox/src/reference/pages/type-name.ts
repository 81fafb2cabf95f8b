import type { Schema } from '@openxs2a/ir';

/** A schema in a few words: the name that it refers to, or its type with what narrows it. */
export function nameType(schema: Schema): string {
  if (typeof schema === 'boolean') return schema ? 'any' : 'nothing';
  const { $ref, type, format, items, enum: values, oneOf, anyOf } = schema;
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1);
  if (Array.isArray(values)) return values.map(String).join(' | ');
  const alternatives = oneOf ?? anyOf;
  if (Array.isArray(alternatives)) return alternatives.map((each) => nameType(toSchema(each))).join(' | ');
  if (type === 'array') return `list of ${nameType(toSchema(items))}`;
  const name = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any');
  return typeof format === 'string' ? `${name} (${format})` : name;
}

/** Where there is none, or none that can be read, anything goes. */
function toSchema(value: unknown): Schema {
  const isSchema = (candidate: unknown): candidate is Schema => typeof candidate === 'object' && candidate !== null;
  return isSchema(value) ? value : true;
}
