import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { CHECKS } from './checks.ts';

const ROWS: Readonly<Record<Check['of'][number], string>> = {
  web: 'TLS',
  seal: 'seals',
  authority: 'authorities',
  other: 'others',
};

const whom = ({ of }: Check): string =>
  of.length === Object.keys(ROWS).length ? 'all' : of.map((shape) => ROWS[shape]).join(', ');

test('the page of findings lists every check (run with -u to write it anew)', async () => {
  const rows = CHECKS.map(
    (check) => `| \`${check.code}\` | ${check.severity} | ${whom(check)} | ${check.clause} | ${check.advice} |`,
  );
  const page = [
    '# Findings',
    '',
    'What `explainCertificate` finds, in the order in which it looks. Written by a test, from the checks themselves. A verdict',
    'that refuses adds `refused-` and its reason.',
    '',
    '| code | severity | certificates for | clause | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../FINDINGS.md'));
});
