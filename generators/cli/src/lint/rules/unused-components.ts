import { appendPointer, findByPointer, isNode, type Node, splitPointer } from '@openxs2a/ir';
import type { Check } from '../rule.ts';

/** A component counts as used when something reachable from a path or a webhook refers to it. */
export const checkUnusedComponents: Check = ({ document }) => {
  const used = reachableFrom(document);
  return componentPointers(document)
    .filter((pointer) => !used.has(pointer))
    .map((pointer) => ({ pointer, message: `Component "${splitPointer(pointer).at(-1)}" is not used.` }));
};

function componentPointers(document: Node): string[] {
  return entriesOf(document.components).flatMap(([section, components]) =>
    section.startsWith('x-')
      ? []
      : entriesOf(components).map(([name]) => appendPointer('', 'components', section, name)),
  );
}

function reachableFrom(document: Node): Set<string> {
  const used = new Set(referencesOf({ ...document, components: {} }));
  // a Set takes what is added while it is walked
  for (const pointer of used) {
    for (const reference of referencesOf(findByPointer(document, pointer))) used.add(reference);
  }
  return used;
}

/** `$ref`, the mapping of a discriminator, the cases of a selection and security requirements, wherever they stand. */
function referencesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  return entriesOf(value).flatMap(([key, member]) => [...(REFERRING[key]?.(member) ?? []), ...referencesOf(member)]);
}

const REFERRING: Readonly<Record<string, (value: unknown) => string[]>> = {
  $ref: (value) => textsIn(value).flatMap(pointersOf),
  mapping: (value) => textsIn(value).flatMap((text) => [...pointersOf(text), schemaPointer(text)]),
  cases: (value) => textsIn(value).map(schemaPointer),
  security: (value) => schemesOf(value),
};

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return entriesOf(value).flatMap(([, member]) => textsIn(member));
}

function schemaPointer(name: string): string {
  return appendPointer('', 'components', 'schemas', name);
}

function pointersOf(reference: string): string[] {
  return reference.startsWith('#/') ? [truncate(decodeURIComponent(reference.slice(1)))] : [];
}

/** A reference may lead into a component: the component is what is used. */
function truncate(pointer: string): string {
  return appendPointer('', ...splitPointer(pointer).slice(0, 3));
}

function schemesOf(security: unknown): string[] {
  const names = Array.isArray(security)
    ? security.filter(isNode).flatMap((alternative) => Object.keys(alternative))
    : [];
  return names.map((name) => appendPointer('', 'components', 'securitySchemes', name));
}

function entriesOf(value: unknown): [string, unknown][] {
  return isNode(value) ? Object.entries(value) : [];
}
