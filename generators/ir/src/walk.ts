import { fieldOf, isNode, type Kind, type Node } from './grammar.ts';
import { appendPointer } from './pointer.ts';

/** Calls `visit` for the object and for every object of the grammar below it, outermost first. */
export function walk(kind: Kind, value: unknown, pointer: string, visit: Visit): void {
  if (!isNode(value)) return;
  visit(kind, value, pointer);
  for (const [key, member] of Object.entries(value)) {
    const field = fieldOf(kind, key);
    if (field === undefined) continue;
    for (const [token, item] of membersOf(field[0], key, member))
      walk(field[1], item, appendPointer(pointer, ...token), visit);
  }
}

export type Visit = (kind: Kind, node: Node, pointer: string) => void;

type Shape = 'one' | 'list' | 'map';

/** The objects that a field holds, each with its path below the owner. */
export function membersOf(shape: Shape, key: string, value: unknown): [(string | number)[], unknown][] {
  if (shape === 'one') return [[[key], value]];
  if (shape === 'list') return Array.isArray(value) ? value.map((item, index) => [[key, index], item]) : [];
  return isNode(value) ? Object.entries(value).map(([name, item]) => [[key, name], item]) : [];
}
