import type { Change } from '../diff/change.ts';
import { alignRows } from '../frame/table.ts';
import type { Labels } from './labels.ts';
import { placesOf } from './places.ts';
import { sectionsOf } from './sections.ts';
import { renderSummary, summarise } from './summary.ts';

/** The changes for a terminal: a line each, aligned, and the count at the end. */
export function renderText(changes: readonly Change[], labels: Labels): string {
  const blocks = sectionsOf(changes, labels).map(({ title, changes: some }) =>
    [`${title} (${some.length})`, ...alignRows(some.map(rowOf), '  '), ''].join('\n'),
  );
  return [...blocks, `${renderSummary(summarise(changes), labels)}\n`].join('\n');
}

const PARTS = { api: 'interface', request: 'request', response: 'response' } as const;

function rowOf(change: Change): string[] {
  return [PARTS[change.part], change.kind, change.message, placesOf(change)];
}
