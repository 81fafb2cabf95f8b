import type { Chart, Edge, Move, Way } from './machine.fixture.ts';

type Walk<State, World> = readonly Move<State, World>[];

/** Walks that take each edge: each goes to the nearest that was not taken, as long as there is one and it is not too long. */
export function planWalks<State, World>(
  { start, ways, edges }: Chart<State, World>,
  longest: number,
): readonly Walk<State, World>[] {
  const untaken = new Set(edges);
  const walks: Walk<State, World>[] = [];
  while (untaken.size > 0) {
    const walk: Move<State, World>[] = [];
    let at = start;
    while (walk.length < longest) {
      const path = findPath(ways, at, untaken);
      if (path.length === 0) break;
      for (const { move, edge, to } of path) {
        untaken.delete(edge);
        walk.push(move);
        at = to;
      }
    }
    walks.push(walk);
  }
  return walks;
}

/** The shortest way to one of these edges, that edge included; empty where there is none. */
function findPath<State, World>(
  ways: Chart<State, World>['ways'],
  start: string,
  wanted: ReadonlySet<Edge>,
): readonly Way<State, World>[] {
  const paths = new Map<string, readonly Way<State, World>[]>([[start, []]]);
  for (const [at, path] of paths)
    for (const way of ways.get(at) ?? []) {
      if (wanted.has(way.edge)) return [...path, way];
      if (!paths.has(way.to)) paths.set(way.to, [...path, way]);
    }
  return [];
}
