import type { Comparison } from '../bench.ts';
import { renderRatio, renderSummary, toRows } from './rows.ts';

/** A table for the terminal. */
export function renderText(comparison: Comparison): string {
  const head = ['', ...comparison.metrics.map(({ label }) => label), 'ratio'];
  const lines = toRows(comparison).map(({ name, values, ratio }) => [
    name,
    ...values.map(({ metric, summary }) => renderSummary(summary, metric)),
    renderRatio(ratio),
  ]);
  const widths = head.map((cell, column) => Math.max(...[head, ...lines].map((line) => (line[column] ?? cell).length)));
  const rows = [head, ...lines].map((line) => `  ${line.map((cell, at) => pad(cell, at, widths[at] ?? 0)).join('  ')}`);
  return [comparison.title, ...rows.map((row) => row.trimEnd()), ''].join('\n');
}

const pad = (cell: string, column: number, width: number) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));
