import { expect, test } from 'vitest';
import { type Effect, KINDS } from './diff/kinds.ts';
import { RULES } from './lint/rules.ts';

/** Whom an effect breaks: in a request, in a response. */
const SIDES: Readonly<Record<Effect, string>> = {
  narrows: 'client | server',
  widens: 'server | client',
  alters: 'both | both',
  client: 'client | client',
  server: 'server | server',
  both: 'both | both',
  depends: '[depends](../README.md) | [depends](../README.md)',
  none: 'nobody | nobody',
};

test('the page on changes lists every kind', async () => {
  const rows = Object.entries(KINDS).map(([kind, [effect, text]]) => `| \`${kind}\` | ${text} | ${SIDES[effect]} |`);
  await expect(
    page('Kinds of change', ['kind', 'what', 'in a request breaks', 'in a response breaks'], rows),
  ).toMatchFileSnapshot('../docs/changes.md');
});

test('the page on rules lists every rule', async () => {
  const rows = Object.entries(RULES).map(([code, [severity, text]]) => `| \`${code}\` | ${severity} | ${text} |`);
  await expect(page('House rules', ['code', 'severity', 'what it asks for'], rows)).toMatchFileSnapshot(
    '../docs/rules.md',
  );
});

function page(title: string, columns: readonly string[], rows: readonly string[]): string {
  const head = [
    `# ${title}`,
    '',
    'Printed from the source by a test: to change it, change the source and run `vitest -u`.',
    '',
  ];
  const table = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, ...rows];
  return [...head, ...table, ''].join('\n');
}
