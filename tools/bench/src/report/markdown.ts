import type { Comparison } from '../bench.ts';
import { renderMachine } from '../machine.ts';
import { renderChart } from './chart.ts';
import type { BenchReport, Report } from './report.ts';
import { renderRatio, renderSummary, toRows } from './rows.ts';

/** What stands above the figures, whenever they were taken. */
const HEAD = [
  '# Benchmark results',
  'In each round every contestant runs once, and each round starts with the next one. Shown are medians and, in brackets, ' +
    'the lowest and the highest round. A ratio is the median of the ratios within each round, by the first column, to the ' +
    'contestant whose ratio is 1.00. CPU is user and system time together. Charts show the first column.',
].join('\n\n');

const MARK = /^<!-- bench: ([a-z]+) -->$/m;

/**
 * The page that keeps the figures: those of a run in place of older ones of the same benches, and `before` as it was of
 * benches that did not run. In the order of the names.
 */
export function renderMarkdown(report: Report, before = '', names = report.benches.map(({ name }) => name)): string {
  const blocks = readBlocks(before);
  for (const bench of report.benches) blocks.set(bench.name, renderBlock(report, bench));
  const parts = names.flatMap((name) => {
    const block = blocks.get(name);
    return block === undefined ? [] : [`<!-- bench: ${name} -->`, block];
  });
  return `${[HEAD, ...parts].join('\n\n')}\n`;
}

function readBlocks(page: string): Map<string, string> {
  const [, ...parts] = page.split(MARK);
  const blocks = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) blocks.set(parts[index] ?? '', (parts[index + 1] ?? '').trim());
  return blocks;
}

function renderBlock({ machine, date, command, rounds, versions }: Report, { comparisons }: BenchReport): string {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Written by \`${command}\` on ${date}, ${rounds} rounds. Machine: ${renderMachine(machine)}. Measured: ${peers.join(', ')}.`,
    ...comparisons.map(renderComparison),
  ].join('\n\n');
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
