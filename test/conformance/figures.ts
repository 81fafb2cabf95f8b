import { EXCUSES, type Gap, type Rule, type Strength } from './rules.ts';

/** What is known of the rules: which have a test of their name, and which are known gaps. */
export interface Coverage {
  readonly rules: readonly Rule[];
  readonly shown: ReadonlyMap<string, unknown>;
  readonly gaps: readonly Gap[];
}

const STRENGTHS = ['mandatory', 'conditional', 'optional'] as const;
/** Of the gaps, how many are of mandatory rules, by what excuses them. */
const HEAD = [
  'area',
  'rules',
  ...STRENGTHS,
  'shown',
  'known gaps',
  'mandatory: not observable',
  'mandatory: not offered',
];

/** Counts by area, the last row of all. */
export function countRules({ rules, shown, gaps }: Coverage): readonly (readonly string[])[] {
  const reasonOf = new Map(gaps.map(({ id, reason }) => [id, reason]));
  const areas = [...Map.groupBy(rules, ({ area }) => area), ['all', rules] as const];
  return areas.map(([area, of]) => {
    const left = of.filter(({ id }) => reasonOf.has(id));
    const count = (strength: Strength, among = of) => among.filter((rule) => rule.strength === strength).length;
    const excused = (by: string) => left.filter(({ id }) => reasonOf.get(id)?.startsWith(by));
    const counts = [
      ...[of.length, ...STRENGTHS.map((strength) => count(strength))],
      ...[of.filter(({ id }) => shown.has(id)).length, left.length],
      ...EXCUSES.map((excuse) => count('mandatory', excused(excuse))),
    ];
    return [area, ...counts.map(String)];
  });
}

/** For a terminal. */
export function renderTable(coverage: Coverage): string {
  const rows = [HEAD, ...countRules(coverage)];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at)))).join('  '))
    .join('\n');
}

/** For readers of the repository: ids and counts alone, since the words of the rules are not ours. */
export function renderPage(coverage: Coverage): string {
  const { rules, shown, gaps } = coverage;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const untried = rules
    .filter(({ id, strength }) => strength === 'optional' && !shown.has(id))
    .map(({ id }) => `\`${id}\``);
  return `# Rules

What the tests of this repository show of the rules for account information and authentication. Written by \`rule-coverage.test.ts\`.

${[row(HEAD), row(HEAD.map((_, at) => (at === 0 ? '---' : '---:'))), ...countRules(coverage).map(row)].join('\n')}

## Known gaps

| rule | why there is no test |
| --- | --- |
${gaps.map(({ id, reason }) => row([`\`${id}\``, reason])).join('\n')}

## Optional rules without a test

${untried.join(', ')}
`;
}
