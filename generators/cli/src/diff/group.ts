import type { Change, Place } from './change.ts';
import { describe } from './describe.ts';
import { canonical } from './schema/canonical.ts';
import type { Located } from './sink.ts';

/** Makes one change of what is the same in many places, sorted so that two runs give the same list. */
export function groupFindings(located: readonly Located[]): Change[] {
  const groups = new Map<string, { finding: Located['finding']; places: Map<string, Place> }>();
  for (const { finding, places } of located) {
    const key = canonical({ ...finding });
    const group = groups.get(key) ?? { finding, places: new Map<string, Place>() };
    groups.set(key, group);
    for (const place of places) group.places.set(canonical({ ...place }), place);
  }
  return [...groups.values()].map(toChange).sort((a, b) => compareTexts(orderOf(a), orderOf(b)));
}

function toChange({ finding, places }: { finding: Located['finding']; places: Map<string, Place> }): Change {
  const sorted = [...places].sort(([, a], [, b]) => compareTexts(placeOrder(a), placeOrder(b)));
  return { ...finding, places: sorted.map(([, place]) => place), message: describe(finding) };
}

const PARTS = { api: 0, request: 1, response: 2 } as const;

function orderOf(change: Change): string {
  const first = change.places[0];
  const rank = change.breaks.length > 0 ? 0 : 1;
  return [
    rank,
    PARTS[change.part],
    change.pointer,
    change.kind,
    first && placeOrder(first),
    canonical(change.after),
  ].join('\u0000');
}

function placeOrder({ path, method, status = '', mediaType = '' }: Place): string {
  return [path, method, status, mediaType].join('\u0000');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
