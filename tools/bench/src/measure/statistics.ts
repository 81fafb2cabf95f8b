/** What a series of measurements comes down to. */
export interface Summary {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Throws RangeError for no values: nothing was measured, and zero would look like a result. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('There is nothing to summarise.');
  const sorted = [...values].sort((a, b) => a - b);
  return { median: middle(sorted), lowest: at(sorted, 0), highest: at(sorted, sorted.length - 1) };
}

/**
 * One contestant against another, round by round: a round's two values were taken under the same load, so their
 * ratio says more than that of two medians.
 */
export function summariseRatio(values: readonly number[], baseline: readonly number[]): Summary {
  if (values.length !== baseline.length) throw new RangeError('The series are of different length.');
  return summarise(values.map((value, round) => value / at(baseline, round)));
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2;
}

const at = (values: readonly number[], index: number): number => values[index] ?? Number.NaN;
