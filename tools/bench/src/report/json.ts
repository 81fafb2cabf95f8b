import type { Report } from './report.ts';
import { toRows } from './rows.ts';

/** All figures of a run, round by round, for other programs. */
export function renderJson(report: Report): string {
  const comparisons = report.comparisons.map((comparison) => ({
    title: comparison.title,
    work: comparison.work,
    metrics: comparison.metrics,
    baseline: comparison.baseline,
    contestants: toRows(comparison).map(({ name, isOurs, ratio }) => ({
      name,
      isOurs,
      ratio,
      rounds: comparison.series.get(name),
    })),
  }));
  return `${JSON.stringify({ ...report, comparisons }, undefined, 2)}\n`;
}
