import { isNode, type Kind, type Node, refOf } from '../grammar.ts';
import { findByPointer, pointerOfFragment } from '../pointer.ts';
import { walk } from '../walk.ts';
import type { Bundle } from './bundle.ts';
import type { Reporter } from './report.ts';

/** Reports every local reference that resolves to nothing or, through references and compositions alone, to itself. */
export function checkReferences({ document, origins }: Bundle, reporter: Reporter): void {
  const reported = new Set<Node>();
  walk('document', document, '', (kind, node) => {
    const ref = refOf(kind, node);
    if (ref?.startsWith('#') && findTarget(document, ref) === undefined) {
      reporter.report('unresolved-ref', origins.get(node), '/$ref', `"${ref}" points to nothing.`);
    }
    const cycle = reported.has(node) ? undefined : findCycle(document, kind, node);
    if (cycle === undefined) return;
    for (const step of cycle) reported.add(step);
    const names = cycle.flatMap((step) => (typeof step['$ref'] === 'string' ? [`"${step['$ref']}"`] : [])).join(' -> ');
    reporter.report(
      'circular-ref',
      origins.get(node),
      ref === undefined ? '' : '/$ref',
      `The reference resolves to itself: ${names}.`,
    );
  });
}

/** The object that a local reference names, `undefined` where it names none. */
export function findTarget(document: Node, ref: string): unknown {
  const pointer = ref.startsWith('#') ? pointerOfFragment(ref.slice(1)) : undefined;
  return pointer === undefined ? undefined : findByPointer(document, pointer);
}

/** The way from a node back to it by references and compositions, without a property or an item in between. */
function findCycle(document: Node, kind: Kind, start: Node): readonly Node[] | undefined {
  const seen = new Set<Node>();
  const search = (node: Node, path: readonly Node[]): readonly Node[] | undefined => {
    for (const step of stepsFrom(document, kind, node)) {
      if (step === start) return path;
      if (seen.has(step)) continue;
      seen.add(step);
      const cycle = search(step, [...path, step]);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  };
  return search(start, [start]);
}

function stepsFrom(document: Node, kind: Kind, node: Node): Node[] {
  const ref = refOf(kind, node);
  const composed = kind === 'schema' ? ['allOf', 'anyOf', 'oneOf'].flatMap((key) => node[key]) : [];
  return [ref === undefined ? undefined : findTarget(document, ref), ...composed].filter(isNode);
}
