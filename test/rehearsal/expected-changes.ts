import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '@openxs2a/generate';

/** A row of `expected-changes.tsv`: whom a change breaks, where it stands, and the operations that feel it. */
export type Row = string;

const SIDES = { client: 'TPP', server: 'bank' } as const;

export function readExpectedChanges(): Row[] {
  const text = readFileSync(join(import.meta.dirname, 'expected-changes.tsv'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.split('\t').slice(0, 5).join('\t'));
}

/** The same columns of a change that was found. */
export function toRow({ breaks, part, kind, pointer, places }: Change): Row {
  const operations = [...new Set(places.map((place) => place.operationId))];
  return [breaks.map((side) => SIDES[side]).join('+'), part, kind, pointer || '/', operations.join(' ')].join('\t');
}
