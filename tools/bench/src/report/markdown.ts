import type { Comparison } from '../bench.ts';
import { renderMachine } from '../machine.ts';
import { renderChart } from './chart.ts';
import type { Report } from './report.ts';
import { renderRatio, renderSummary, toRows } from './rows.ts';

/** The page that keeps the figures of a run. */
export function renderMarkdown(report: Report): string {
  const { machine, date, command, rounds, versions, comparisons } = report;
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[
    '# Benchmark results',
    `Written by \`${command}\` on ${date}.`,
    `Machine: ${renderMachine(machine)}.`,
    `Measured: ${peers.join(', ')}.`,
    `${rounds} rounds; in each, every contestant runs once, and each round starts with the next one. Shown are medians ` +
      'and, in brackets, the lowest and the highest round. A ratio is the median of the ratios within each round, by ' +
      'the first column, to the contestant whose ratio is 1.00. CPU is user and system time together. Charts show the ' +
      'first column.',
    ...comparisons.map(renderComparison),
  ].join('\n\n')}\n`;
}

function renderComparison(comparison: Comparison): string {
  const [first] = comparison.metrics;
  return [
    `## ${comparison.title}`,
    comparison.work,
    renderTable(comparison),
    `${first.label}, ${first.better} is better:`,
    ['```text', renderChart(comparison), '```'].join('\n'),
  ].join('\n\n');
}

function renderTable(comparison: Comparison): string {
  const head = ['', ...comparison.metrics.map(({ label }) => label), 'ratio'];
  const rows = toRows(comparison).map(({ name, isOurs, values, ratio }) => [
    isOurs ? `**${name}**` : name,
    ...values.map(({ metric, summary }) => renderSummary(summary, metric)),
    renderRatio(ratio),
  ]);
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
