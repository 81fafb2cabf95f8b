import type { Comparison } from '../bench.ts';
import { renderValue, toRows } from './rows.ts';

const WIDTH = 40;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of block characters, to an eighth of a character; never nothing. */
export function renderBar(value: number, highest: number, width = WIDTH): string {
  if (!(value > 0) || !(highest > 0)) return '';
  const eighths = Math.max(1, Math.round((value / highest) * width * 8));
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}

/** The medians of the first metric as bars. */
export function renderChart(comparison: Comparison): string {
  const rows = toRows(comparison);
  const medians = rows.map(({ values }) => values[0]?.summary.median ?? 0);
  const names = Math.max(...rows.map(({ name }) => name.length));
  const highest = Math.max(...medians);
  const [metric] = comparison.metrics;
  return rows
    .map(({ name }, index) => {
      const value = medians[index] ?? 0;
      return `${name.padEnd(names)}  ${renderBar(value, highest)} ${renderValue(value, metric)}`;
    })
    .join('\n');
}
