import type { Profiler } from 'node:inspector';
import { GARBAGE, NODE, PART_NAMES, partOf } from './parts.ts';

/** No work at all, and the work of the profiler itself. */
const isNothing = ({ functionName, url }: Profiler.ProfileNode['callFrame']) =>
  functionName === '(idle)' || url === 'node:inspector';

/** Shares of the time in which something was done, of each part; they come to 1. Each sample is of the innermost code that tells. */
export function attribute(profile: Profiler.Profile): Readonly<Record<string, number>> {
  const parts = new Map(listNodes(profile));
  const times = new Map(PART_NAMES.map((part) => [part, 0]));
  const { samples = [], timeDeltas = [] } = profile;
  for (const [at, id] of samples.entries()) {
    const part = parts.get(id);
    if (part !== undefined) times.set(part, (times.get(part) ?? 0) + (timeDeltas[at] ?? 0));
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return Object.fromEntries([...times].map(([part, time]) => [part, time / total]));
}

/** What each node of the tree of calls is for. */
function* listNodes({ nodes }: Profiler.Profile): Generator<[id: number, part: string | undefined]> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const { id, callFrame } of nodes) {
    if (isNothing(callFrame)) yield [id, undefined];
    else if (callFrame.functionName === '(garbage collector)') yield [id, GARBAGE];
    else yield [id, partOfStack(id, parents, byId)];
  }
}

function partOfStack(
  start: number,
  parents: ReadonlyMap<number, number>,
  byId: ReadonlyMap<number, Profiler.ProfileNode>,
): string {
  for (let id: number | undefined = start; id !== undefined; id = parents.get(id)) {
    const part = partOf(byId.get(id)?.callFrame.url ?? '');
    if (part !== undefined) return part;
  }
  return NODE;
}
