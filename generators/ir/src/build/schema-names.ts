import type { Schema } from '../api.ts';
import { isNode, type Node } from '../grammar.ts';
import { findByPointer, pointerOfFragment, splitPointer } from '../pointer.ts';

/** Names the schemas of a document: those of its components, and those that something elsewhere refers to. */
export interface SchemaNames {
  nameOf(ref: string): string | undefined;
  /** Every named schema as it stands in the document; grows while references are met. */
  readonly pending: Map<string, unknown>;
}

const SCHEMAS = '/components/schemas/';

export function nameSchemas(document: Node): SchemaNames {
  const pending = new Map<string, unknown>();
  const byPointer = new Map<string, string>();
  const add = (pointer: string, wanted: string, value: unknown): string => {
    const base = wanted.replace(/[^A-Za-z0-9._-]+/g, '_') || 'schema';
    let name = base;
    for (let count = 2; pending.has(name); count += 1) name = `${base}_${count}`;
    pending.set(name, value);
    byPointer.set(pointer, name);
    return name;
  };
  const components = findByPointer(document, '/components/schemas');
  for (const [name, value] of Object.entries(isNode(components) ? components : {})) {
    add(`${SCHEMAS}${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, name, value);
  }
  return {
    pending,
    nameOf: (ref) => {
      const pointer = ref.startsWith('#') ? pointerOfFragment(ref.slice(1)) : undefined;
      if (pointer === undefined) return undefined;
      const known = byPointer.get(pointer);
      if (known !== undefined) return known;
      const value = findByPointer(document, pointer);
      return value === undefined ? undefined : add(pointer, nameByPointer(pointer), value);
    },
  };
}

/** `#/components/schemas/account/properties/iban` is called `account_iban`. */
function nameByPointer(pointer: string): string {
  const skipped = new Set(['components', 'schemas', 'properties', 'content', 'schema', 'paths']);
  return splitPointer(pointer)
    .filter((token) => !skipped.has(token))
    .join('_');
}

export type SchemaTable = Record<string, Schema>;
