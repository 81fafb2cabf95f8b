import Guard from 'typebox/guard';
import { numberIn, type SchemaObject } from '../schema.ts';
import { collect, type Found, found } from './found.ts';

type Rule = readonly [keyword: string, fits: (value: number, limit: number) => boolean, says: string];

const RULES: readonly Rule[] = [
  ['minimum', (value, limit) => value >= limit, 'must be at least'],
  ['maximum', (value, limit) => value <= limit, 'must be at most'],
  ['exclusiveMinimum', (value, limit) => value > limit, 'must be more than'],
  ['exclusiveMaximum', (value, limit) => value < limit, 'must be less than'],
  ['multipleOf', (value, limit) => Guard.IsMultipleOf(value, limit), 'must be a multiple of'],
];

export function explainNumber(schema: SchemaObject, value: unknown, pointer: string): readonly Found[] {
  if (typeof value !== 'number') return [];
  return collect(RULES, ([keyword, fits, says]) => {
    const limit = numberIn(schema, keyword);
    return limit === undefined || fits(value, limit) ? [] : found(pointer, keyword, `${says} ${limit}`);
  });
}
