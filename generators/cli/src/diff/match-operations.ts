import type { Operation } from '@openxs2a/ir';

export interface OperationMatch {
  readonly pairs: readonly { readonly before: Operation; readonly after: Operation }[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

type Test = (before: Operation, after: Operation) => boolean;

/**
 * Finds for each old operation the new one that it became. What travels decides first: the same method and path, then
 * the same path whatever its parameters are called; an operationId counts where the path changed.
 */
export function matchOperations(old: readonly Operation[], now: readonly Operation[]): OperationMatch {
  const [left, right] = [new Set(old), new Set(now)];
  const pairs: { before: Operation; after: Operation }[] = [];
  for (const test of TESTS) {
    for (const before of left) {
      const after = [...right].find((candidate) => test(before, candidate));
      if (after === undefined) continue;
      left.delete(before);
      right.delete(after);
      pairs.push({ before, after });
    }
  }
  return { pairs, removed: [...left], added: [...right] };
}

const TESTS: readonly Test[] = [
  (a, b) => a.method === b.method && a.path === b.path,
  (a, b) => isSameShape(a, b) && a.id === b.id,
  isSameShape,
  (a, b) => a.id === b.id,
];

function isSameShape(a: Operation, b: Operation): boolean {
  return a.method === b.method && shapeOf(a.path) === shapeOf(b.path);
}

function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** The names of the template parameters in the order in which they stand. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}
