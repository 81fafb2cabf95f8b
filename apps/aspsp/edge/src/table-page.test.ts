import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REASONS } from './call.fixture.ts';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import type { WireAnswer, WireRow } from './codes.ts';
import { createWireTable } from './wire-table.ts';

const README = join(import.meta.dirname, '../README.md');
const BEGIN = '<!-- table: begin -->\n';
const END = '<!-- table: end -->';

test('the table of the README is that of the source', async () => {
  const text = await readFile(README, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  await expect(`${before}${BEGIN}\n${renderTable()}\n\n${END}${after}`).toMatchFileSnapshot(README);
});

/** A line per answer: reasons that have the same one share it. */
function renderTable(): string {
  const table = createWireTable(DEFAULT_WIRE_CHOICES);
  const groups = Map.groupBy(REASONS, (reason) => renderAnswers(table[reason]));
  const lines = [...groups].map(
    ([answers, reasons]) => `| ${answers} | ${reasons.map((name) => `\`${name}\``).join(', ')} |`,
  );
  return ['| outside | inside |', '|---|---|', ...lines.sort()].join('\n');
}

function renderAnswers({ every, only = {}, consentInPath }: WireRow): string {
  const own = Object.entries(only).map(([service, answer]) => `${service} ${renderAnswer(answer)}`);
  const inPath = consentInPath === undefined ? [] : [`${renderAnswer(consentInPath)} with the consent in the path`];
  return [renderAnswer(every), ...own, ...inPath].join('; ');
}

const renderAnswer = ([status, code]: WireAnswer) => (code === undefined ? String(status) : `${status} \`${code}\``);
