import { isNode, type Kind, type Node, refOf } from '../grammar.ts';
import { findByPointer, pointerOfFragment } from '../pointer.ts';
import { walk } from '../walk.ts';
import type { Bundle } from './bundle.ts';
import type { Reporter } from './report.ts';

/** Reports every reference that resolves to nothing or, through references and compositions alone, to itself. */
export function checkReferences({ document, origins }: Bundle, reporter: Reporter): void {
  const settled = new Set<Node>();
  walk('document', document, '', (kind, node) => {
    const ref = refOf(kind, node);
    if (ref !== undefined && findTarget(document, ref) === undefined) {
      reporter.report('unresolved-ref', origins.get(node), '/$ref', `"${ref}" points to nothing.`);
      return;
    }
    const cycle = findCycle(document, kind, node, [], settled);
    if (cycle !== undefined) {
      const names = cycle.map((step) => `"${String(step['$ref'])}"`).join(' -> ');
      reporter.report(
        'circular-ref',
        origins.get(node),
        ref === undefined ? '' : '/$ref',
        `The reference resolves to itself: ${names}.`,
      );
    }
  });
}

/** The object that a local reference names, `undefined` where it names none. */
export function findTarget(document: Node, ref: string): unknown {
  const pointer = ref.startsWith('#') ? pointerOfFragment(ref.slice(1)) : undefined;
  return pointer === undefined ? undefined : findByPointer(document, pointer);
}

/** References on the way back to the node, without a property or an item in between. */
function findCycle(
  document: Node,
  kind: Kind,
  node: Node,
  path: readonly Node[],
  settled: Set<Node>,
): readonly Node[] | undefined {
  if (path.includes(node)) return path.slice(path.indexOf(node)).filter((step) => '$ref' in step);
  if (settled.has(node)) return undefined;
  const next = [...path, node];
  for (const step of stepsFrom(document, kind, node)) {
    const cycle = findCycle(document, kind, step, next, settled);
    if (cycle !== undefined) {
      settled.add(node);
      return cycle[0] === node || path.length === 0 ? cycle : undefined;
    }
  }
  settled.add(node);
  return undefined;
}

function stepsFrom(document: Node, kind: Kind, node: Node): Node[] {
  const ref = refOf(kind, node);
  const composed = kind === 'schema' ? ['allOf', 'anyOf', 'oneOf'].flatMap((key) => node[key]) : [];
  return [ref === undefined ? undefined : findTarget(document, ref), ...composed].filter(isNode);
}
