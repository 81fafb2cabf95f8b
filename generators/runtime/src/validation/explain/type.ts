import Guard from 'typebox/guard';
import { isObject, type SchemaObject, typesOf } from '../schema.ts';
import { type Found, found, printList } from './found.ts';

const ARTICLES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'an object',
};

export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

export function explainType(schema: SchemaObject, value: unknown, pointer: string): readonly Found[] {
  const types = typesOf(schema);
  if (types.length === 0 || types.some((type) => isOfType(value, type))) return [];
  return found(pointer, 'type', `must be ${types.map((type) => ARTICLES[type] ?? type).join(' or ')}`);
}

/** `const` and `enum`: which values there may be. */
export function explainValue(schema: SchemaObject, value: unknown, pointer: string): readonly Found[] {
  if ('const' in schema && !Guard.IsDeepEqual(schema.const, value)) {
    return found(pointer, 'const', `must be ${JSON.stringify(schema.const)}`);
  }
  const allowed = schema.enum;
  if (!Array.isArray(allowed) || allowed.some((item) => Guard.IsDeepEqual(item, value))) return [];
  return found(pointer, 'enum', `must be one of ${printList(allowed)}`);
}
