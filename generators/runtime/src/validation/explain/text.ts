import { numberIn, type SchemaObject } from '../schema.ts';
import { type Found, found, type Walk } from './found.ts';

export function explainText(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  if (typeof value !== 'string') return [];
  const length = explainLength(schema, value, pointer);
  // A text that is too long is not put to a pattern, which may take its time over it.
  if (length.length > 0 || typeof schema.pattern !== 'string') return length;
  if (walk.view.patterns(schema.pattern).test(value)) return [];
  return found(pointer, 'pattern', `must match the pattern ${schema.pattern}`);
}

/** Lengths count Unicode characters (JSON Schema 2020-12, 6.3.1), not UTF-16 units. */
function explainLength(schema: SchemaObject, value: string, pointer: string): readonly Found[] {
  const [minimum, maximum] = [numberIn(schema, 'minLength'), numberIn(schema, 'maxLength')];
  if (minimum === undefined && maximum === undefined) return [];
  const length = [...value].length;
  if (minimum !== undefined && length < minimum)
    return found(pointer, 'minLength', `must have at least ${count(minimum)}`);
  if (maximum !== undefined && length > maximum)
    return found(pointer, 'maxLength', `must have at most ${count(maximum)}`);
  return [];
}

function count(length: number): string {
  return length === 1 ? '1 character' : `${length} characters`;
}
