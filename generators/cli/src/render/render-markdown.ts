import type { Change } from '../diff/change.ts';
import type { Labels } from './labels.ts';
import { placesOf } from './places.ts';
import { sectionsOf } from './sections.ts';
import { renderSummary, summarise } from './summary.ts';

/** The changes as a page for a pull request or a changelog. */
export function renderMarkdown(title: string, changes: readonly Change[], labels: Labels): string {
  const blocks = sectionsOf(changes, labels).flatMap(({ title: heading, changes: some }) => [
    `## ${heading} (${some.length})`,
    '',
    '| in | change | kind | where |',
    '| --- | --- | --- | --- |',
    ...some.map(rowOf),
    '',
  ]);
  return [`# ${escapeCell(title)}`, '', `${renderSummary(summarise(changes), labels)}.`, '', ...blocks].join('\n');
}

function rowOf(change: Change): string {
  return `| ${[change.part, escapeCell(change.message), `\`${change.kind}\``, escapeCell(placesOf(change))].join(' | ')} |`;
}

/** Patterns are full of what means something in Markdown. */
function escapeCell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&').replaceAll('\n', ' ');
}
