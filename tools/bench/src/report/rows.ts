import type { Comparison, Metric } from '../bench.ts';
import { type Summary, summarise, summariseRatio } from '../measure/statistics.ts';

export interface Row {
  readonly name: string;
  readonly isOurs: boolean;
  readonly values: readonly { readonly metric: Metric; readonly summary: Summary }[];
  /** By the first metric, to the baseline. */
  readonly ratio: Summary;
}

/** The contestants of a comparison in the order in which they were named, each with its summaries. */
export function toRows({ series, metrics, baseline, ours }: Comparison): readonly Row[] {
  const [first] = metrics;
  const against = series.get(baseline)?.[first.key] ?? [];
  return [...series].map(([name, measured]) => ({
    name,
    isOurs: ours.includes(name),
    values: metrics.map((metric) => ({ metric, summary: summarise(measured[metric.key] ?? []) })),
    ratio: summariseRatio(measured[first.key] ?? [], against),
  }));
}

/** `1.23 s`, with what was lowest and highest where there was more than one round. */
export function renderValue(value: number, { unit, digits = 0 }: Metric): string {
  if (Number.isNaN(value)) return '–';
  const text = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text} ${unit}`;
}

export function renderSummary({ median, lowest, highest }: Summary, metric: Metric): string {
  if (Number.isNaN(median)) return '–';
  const { unit, ...bare } = metric;
  const [low, high] = [lowest, highest].map((value) => renderValue(value, { ...bare, unit: '' }).trim());
  return low === high ? renderValue(median, metric) : `${renderValue(median, metric)} (${low}–${high})`;
}

/** Two digits, three where two would say next to nothing. */
export const renderRatio = ({ median }: Summary): string => median.toFixed(median < 0.1 ? 3 : 2);
