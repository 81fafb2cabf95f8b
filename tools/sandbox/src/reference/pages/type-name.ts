import type { Schema } from '@openxs2a/ir';
import { toSchema } from '../schemas/members.ts';
import { nameOf } from '../schemas/references.ts';

/** A piece of a type in words, or the name of the schema that stands there. */
export type TypePart = string | { readonly schema: string };

/** A schema in a few words: the name that it refers to, or its type with what narrows it. */
export const nameType = (schema: Schema): string =>
  partsOf(schema)
    .map((part) => (typeof part === 'string' ? part : part.schema))
    .join('');

/** The same in pieces, for those who make links of the names. */
export function partsOf(schema: Schema): readonly TypePart[] {
  if (typeof schema === 'boolean') return [schema ? 'any' : 'nothing'];
  const { $ref, type, format, items, enum: values, oneOf, anyOf, allOf } = schema;
  if (typeof $ref === 'string') return [{ schema: nameOf($ref) }];
  if (Array.isArray(values)) return [values.map(String).join(' | ')];
  const alternatives = oneOf ?? anyOf;
  if (Array.isArray(alternatives)) return joinParts(alternatives, ' | ');
  if (Array.isArray(allOf) && type === undefined) return joinParts(allOf, ' and ');
  if (type === 'array') return ['list of ', ...partsOf(toSchema(items))];
  const name = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any');
  return [typeof format === 'string' ? `${name} (${format})` : name];
}

const joinParts = (schemas: readonly unknown[], between: string) =>
  schemas.flatMap((each, index) => [...(index === 0 ? [] : [between]), ...partsOf(toSchema(each))]);
