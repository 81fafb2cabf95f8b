import type { Deviation } from './deviation.ts';

/** How far to look. */
export interface SearchLimits {
  /** How many deviations may come together. */
  readonly depth: number;
  /** How many attempts may be made. */
  readonly attempts: number;
}

/**
 * The fewest deviations that make an attempt hold, the usual ones (that stand first) before others; none, where it
 * holds as it is; undefined, where nothing within the limits makes it hold.
 */
export function findDeviations<Attempt>(
  base: Attempt,
  deviations: readonly Deviation<Attempt>[],
  holds: (attempt: Attempt) => boolean,
  { depth, attempts }: SearchLimits,
): { readonly attempt: Attempt; readonly deviations: readonly Deviation<Attempt>[] } | undefined {
  let left = attempts;
  if (holds(base)) return { attempt: base, deviations: [] };
  let layer: readonly Branch<Attempt>[] = [{ attempt: base, deviations: [], next: 0 }];
  for (let level = 1; level <= depth; level += 1) {
    const grown: Branch<Attempt>[] = [];
    for (const branch of layer) {
      for (let index = branch.next; index < deviations.length; index += 1) {
        const attempt = extend(branch, deviations[index]);
        if (attempt === undefined) continue;
        left -= 1;
        if (left < 0) return undefined;
        if (holds(attempt.attempt)) return attempt;
        if (level < depth && deviations[index]?.isAlone !== true) grown.push({ ...attempt, next: index + 1 });
      }
    }
    layer = grown;
  }
  return undefined;
}

interface Found<Attempt> {
  readonly attempt: Attempt;
  readonly deviations: readonly Deviation<Attempt>[];
}

interface Branch<Attempt> extends Found<Attempt> {
  /** Earlier ones were tried with it: together they would be the same in another order. */
  readonly next: number;
}

function extend<Attempt>(
  { attempt, deviations }: Found<Attempt>,
  deviation: Deviation<Attempt> | undefined,
): Found<Attempt> | undefined {
  if (deviation === undefined || (deviation.isAlone && deviations.length > 0)) return undefined;
  if (deviations.some(({ dimension }) => dimension === deviation.dimension)) return undefined;
  const changed = deviation.apply(attempt);
  return changed === undefined ? undefined : { attempt: changed, deviations: [...deviations, deviation] };
}
