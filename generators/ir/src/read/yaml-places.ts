import { CORE_SCHEMA, load, type Type, types } from 'js-yaml';
import { splitPointer } from '../pointer.ts';

declare module 'js-yaml' {
  // exported, but left out by the type declarations
  const types: { readonly merge: Type };
}

export interface Place {
  /** One-based. */
  readonly line: number;
  readonly column: number;
}

export interface ParsedYaml {
  readonly value: unknown;
  /** Where the value begins that the pointer names; a member of a mapping begins with its key. */
  place(pointer: string): Place | undefined;
}

/** A node of the text: a mapping has its keys and values in turn, a sequence its items. */
interface Span extends Place {
  kind: string | null;
  result: unknown;
  readonly children: Span[];
}

/** What js-yaml tells its listener of the node that it begins or ends; its type declarations leave it out. */
interface State {
  readonly line: number;
  readonly lineStart: number;
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

const SCHEMA = CORE_SCHEMA.extend({ implicit: [types.merge] });

/**
 * YAML 1.2 or JSON as a value, and the places of its parts. js-yaml takes a quarter of the time of parsers that keep
 * the syntax tree, and says to a listener where each node stands. Throws its `YAMLException`.
 */
export function parseYaml(text: string): ParsedYaml {
  const root: Span = { line: 1, column: 1, kind: null, result: undefined, children: [] };
  const open: Span[] = [root];
  const listener = (event: string, state: State) => {
    if (event === 'open') {
      const column = state.position - state.lineStart + 1;
      open.push({ line: state.line + 1, column, kind: null, result: undefined, children: [] });
      return;
    }
    const span = open.pop();
    if (span === undefined) return;
    span.kind = state.kind;
    if (state.kind === 'scalar') span.result = state.result;
    open.at(-1)?.children.push(span);
  };
  const value = load(text, { schema: SCHEMA, listener } as Parameters<typeof load>[1]);
  return { value: value ?? null, place: (pointer) => findPlace(root.children[0], splitPointer(pointer)) };
}

/** As far as the text goes along; what was merged or is missing has the place of its owner. */
function findPlace(root: Span | undefined, tokens: readonly string[]): Place | undefined {
  let span = root;
  let place: Place | undefined = root;
  for (const token of tokens) {
    const index: number = span === undefined ? -1 : indexOf(span, token);
    if (span === undefined || index < 0) break;
    place = span.children[index];
    span = span.kind === 'mapping' ? span.children[index + 1] : span.children[index];
  }
  return place && { line: place.line, column: place.column };
}

function indexOf({ kind, children }: Span, token: string): number {
  if (kind === 'sequence') return /^\d+$/.test(token) && Number(token) < children.length ? Number(token) : -1;
  return kind === 'mapping' ? children.findIndex((child, at) => at % 2 === 0 && String(child.result) === token) : -1;
}
