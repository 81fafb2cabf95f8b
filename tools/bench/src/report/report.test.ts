import { expect, test } from 'vitest';
import type { Comparison } from '../bench.ts';
import { renderBar, renderChart } from './chart.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { renderRatio, renderSummary } from './rows.ts';
import { renderText } from './text.ts';

const RATE = { key: 'rate', label: 'checks', unit: '/s', better: 'more' } as const;
const MEMORY = { key: 'memory', label: 'peak memory', unit: 'MB', better: 'less', digits: 1 } as const;

const comparison: Comparison = {
  title: 'Checks',
  work: 'Each checks the same body.',
  metrics: [RATE, MEMORY],
  baseline: 'peer',
  ours: ['ours'],
  series: new Map([
    ['ours', { rate: [2000, 1000, 3000], memory: [10, 10, 10] }],
    ['peer', { rate: [1000, 1000, 1000], memory: [Number.NaN, Number.NaN, Number.NaN] }],
  ]),
};

const report: Report = {
  machine: { processor: 'Some CPU', cores: 2, memoryGb: 8, system: 'Linux 6', node: 'v24.0.0' },
  date: '2027-01-02',
  command: 'npm run bench',
  rounds: 3,
  versions: { peer: '1.2.3' },
  benches: [{ name: 'checks', comparisons: [comparison] }],
};

test('the text table shows medians, spread and ratios', () => {
  expect(renderText(comparison)).toBe(
    [
      'Checks',
      '                        checks  peak memory  ratio',
      '  ours  2,000 /s (1,000–3,000)      10.0 MB   2.00',
      '  peer                1,000 /s            –   1.00',
      '',
    ].join('\n'),
  );
});

test('the page says where, when and how the figures were taken', () => {
  const page = renderMarkdown(report);
  expect(page).toContain(
    'Written by `npm run bench` on 2027-01-02, 3 rounds. Machine: Some CPU, 2 cores, 8 GB, Linux 6,',
  );
  expect(page).toContain('Measured: peer 1.2.3.');
  expect(page).toContain('| **ours** | 2,000 /s (1,000–3,000) | 10.0 MB | 2.00 |');
});

test('figures of a run take the place of those of the same bench, and others stay', () => {
  const other: Report = {
    ...report,
    date: '2027-02-03',
    benches: [{ name: 'others', comparisons: [{ ...comparison, title: 'Others' }] }],
  };
  const names = ['others', 'checks', 'never'];
  const first = renderMarkdown(report, '', names);
  const both = renderMarkdown(other, first, names);
  expect(both.match(/^(?:<!-- .+ -->|## .+)$/gm)).toEqual([
    '<!-- bench: others -->',
    '## Others',
    '<!-- bench: checks -->',
    '## Checks',
  ]);
  expect(both).toContain(first.slice(first.indexOf('<!-- bench: checks')).trim());
  expect(renderMarkdown(report, both, names)).toBe(both);
});

test('the chart shows the first metric', () => {
  expect(renderChart(comparison)).toBe(`ours  ${'█'.repeat(40)} 2,000 /s\npeer  ${'█'.repeat(20)} 1,000 /s`);
});

test('JSON keeps every round', () => {
  expect(JSON.parse(renderJson(report))).toMatchObject({
    date: '2027-01-02',
    benches: [
      {
        name: 'checks',
        comparisons: [{ contestants: [{ name: 'ours', isOurs: true, rounds: { rate: [2000, 1000, 3000] } }, {}] }],
      },
    ],
  });
});

test.each([
  [8, 8, '█'.repeat(4)],
  [4, 8, '██'],
  [5, 8, '██▌'],
  [0.001, 8, '▏'],
  [0, 8, ''],
  [Number.NaN, 8, ''],
])('a bar of %d where the highest is %d', (value, highest, bar) => {
  expect(renderBar(value, highest, 4)).toBe(bar);
});

test('a figure that the system does not tell is a dash', () => {
  const none = { median: Number.NaN, lowest: Number.NaN, highest: Number.NaN };
  expect(renderSummary(none, MEMORY)).toBe('–');
});

test.each([
  [1, '1.00'],
  [1.256, '1.26'],
  [0.1, '0.10'],
  [0.0082, '0.008'],
])('a ratio of %d is written %s', (median, text) => {
  expect(renderRatio({ median, lowest: median, highest: median })).toBe(text);
});
