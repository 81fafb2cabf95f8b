import type { Schema } from '../schema.ts';
import type { View } from '../view.ts';

/** One rule that a value breaks. */
export interface Found {
  /** JSON pointer to the value at fault; of a property that is missing, where it should stand. */
  readonly pointer: string;
  /** The keyword of the schema. */
  readonly rule: string;
  /** The rule in words, to stand behind the name of the value: `must be a string`. */
  readonly says: string;
}

/** Walks a schema beside a value. */
export interface Walk {
  readonly view: View;
  explain(schema: Schema, value: unknown, pointer: string): readonly Found[];
}

/** More than this many are of no use to anybody. */
export const LIMIT = 50;

export function found(pointer: string, rule: string, says: string): readonly Found[] {
  return [{ pointer, rule, says }];
}

/** What the steps find, in order, until there is enough. */
export function collect<T>(items: Iterable<T>, step: (item: T) => readonly Found[]): readonly Found[] {
  const all: Found[] = [];
  for (const item of items) {
    if (all.length >= LIMIT) break;
    for (const one of step(item)) all.push(one);
  }
  return all;
}

export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Values of the schema, not of the message, so that they may be shown. */
export function printList(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map((value) => JSON.stringify(value));
  return shown.join(', ') + (values.length > shown.length ? ', …' : '');
}
