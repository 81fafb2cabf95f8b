import type { Api, Schema } from '@openxs2a/ir';
import { breaksOf } from './breaks.ts';
import type { Finding, Part, Place } from './change.ts';
import { createComponentPairs } from './components.ts';
import { createWalk } from './schema/walk.ts';

/** A finding with the places where it is felt. */
export interface Located {
  readonly finding: Finding;
  readonly places: readonly Place[];
}

export interface Spot {
  readonly part: Part;
  readonly pointer: string;
  readonly place: Place;
}

/** Takes what the comparison of operations finds, and the schemas that it wants compared. */
export interface Sink {
  report(finding: Omit<Finding, 'breaks'> & { readonly breaks?: Finding['breaks'] }, place?: Place): void;
  compare(before: Schema, after: Schema, spot: Spot): void;
  finish(): readonly Located[];
}

export function createSink(before: Api, after: Api): Sink {
  const gathered: Located[] = [];
  const walk = createWalk(before, after);
  const components = createComponentPairs(before, after, walk);
  return {
    report(finding, place) {
      const complete = { breaks: breaksOf(finding.part, finding.kind), ...finding };
      gathered.push({ finding: complete, places: place === undefined ? [] : [place] });
    },
    compare(old, now, { part, pointer, place }) {
      walk(old, now, pointer, {
        part,
        onFinding: (finding) => gathered.push({ finding, places: [place] }),
        onComponents: (oldName, newName) => components.get(part, oldName, newName).places.push(place),
      });
    },
    finish: () => [...gathered, ...components.finish()],
  };
}
