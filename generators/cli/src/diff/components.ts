import { type Api, appendPointer } from '@openxs2a/ir';
import type { Finding, Part, Place } from './change.ts';
import { componentOf } from './schema/resolve.ts';
import type { Walk } from './schema/walk.ts';

/** A pair of component schemas in one direction: compared once, however often it is used. */
export interface ComponentPair {
  readonly part: Part;
  readonly before: string;
  readonly after: string;
  /** Where messages carry it directly. */
  readonly places: Place[];
  /** The pairs that it refers to in turn. */
  readonly uses: Set<ComponentPair>;
  readonly findings: Finding[];
}

export interface ComponentPairs {
  get(part: Part, before: string, after: string): ComponentPair;
  /** Compares every pair that is reached and hands back those that differ, with all places that reach them. */
  finish(): readonly { readonly finding: Finding; readonly places: readonly Place[] }[];
}

export function createComponentPairs(before: Api, after: Api, walk: Walk): ComponentPairs {
  const pairs = new Map<string, ComponentPair>();

  function get(part: Part, old: string, now: string): ComponentPair {
    const key = JSON.stringify([part, old, now]);
    const pair = pairs.get(key) ?? { part, before: old, after: now, places: [], uses: new Set(), findings: [] };
    pairs.set(key, pair);
    return pair;
  }

  function compare(pair: ComponentPair): void {
    walk(componentOf(before, pair.before), componentOf(after, pair.after), appendPointer('', 'schemas', pair.after), {
      part: pair.part,
      onFinding: (finding) => pair.findings.push(finding),
      onComponents: (old, now) => pair.uses.add(get(pair.part, old, now)),
    });
  }

  return {
    get,
    finish() {
      // a Map takes what is added while it is walked
      for (const pair of pairs.values()) compare(pair);
      const reached = gatherPlaces([...pairs.values()]);
      return [...reached].flatMap(([pair, places]) => pair.findings.map((finding) => ({ finding, places })));
    },
  };
}

/** A message that carries a component carries everything that the component refers to. */
function gatherPlaces(pairs: readonly ComponentPair[]): Map<ComponentPair, Place[]> {
  const reached = new Map<ComponentPair, Place[]>();
  for (const root of pairs.filter((pair) => pair.places.length > 0)) {
    for (const pair of reachableFrom(root)) {
      if (pair.findings.length > 0) reached.set(pair, [...(reached.get(pair) ?? []), ...root.places]);
    }
  }
  return reached;
}

function reachableFrom(root: ComponentPair): Set<ComponentPair> {
  const reached = new Set([root]);
  for (const pair of reached) {
    for (const used of pair.uses) reached.add(used);
  }
  return reached;
}
