import { isNode, type Node } from '../grammar.ts';
import { findTarget } from '../read/check-references.ts';

/** The object itself or what it refers to; words beside the reference win over those of the target. */
export function resolveNode(document: Node, value: unknown): Node | undefined {
  let node = value;
  let words: Node = {};
  for (let steps = 0; isNode(node) && typeof node['$ref'] === 'string'; steps += 1) {
    const { $ref, ...beside } = node;
    words = { ...beside, ...words };
    node = steps > 100 ? undefined : findTarget(document, String($ref));
  }
  if (!isNode(node)) return undefined;
  const { summary, description } = words;
  if (summary === undefined && description === undefined) return node;
  return {
    ...node,
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
  };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** `{ key: text }`, or nothing where there is no text. */
export function optionalText<Key extends string>(key: Key, value: unknown): { [K in Key]?: string } {
  const text = textOf(value);
  return (text === undefined ? {} : { [key]: text }) as { [K in Key]?: string };
}

export function entriesOf(value: unknown): [string, unknown][] {
  return isNode(value) ? Object.entries(value) : [];
}

export function extensionsOf(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key.startsWith('x-')));
}

/** `{ component: name }` where the value is a reference to a component of its own kind. */
export function componentName(value: unknown): { component?: string } {
  const ref = isNode(value) ? value['$ref'] : undefined;
  const name = typeof ref === 'string' ? /^#\/components\/\w+\/([\w.-]+)$/.exec(ref)?.[1] : undefined;
  return name === undefined ? {} : { component: name };
}
