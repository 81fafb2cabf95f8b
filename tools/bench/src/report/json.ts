import type { Comparison } from '../bench.ts';
import type { Report } from './report.ts';
import { toRows } from './rows.ts';

/** All figures of a run, round by round, for other programs. */
export function renderJson(report: Report): string {
  const benches = report.benches.map(({ name, comparisons }) => ({ name, comparisons: comparisons.map(toPlain) }));
  return `${JSON.stringify({ ...report, benches }, undefined, 2)}\n`;
}

function toPlain({ title, work, metrics, baseline, series, ours }: Comparison) {
  const contestants = toRows({ title, work, metrics, baseline, series, ours }).map(({ name, isOurs, ratio }) => ({
    name,
    isOurs,
    ratio,
    rounds: series.get(name),
  }));
  return { title, work, metrics, baseline, contestants };
}
