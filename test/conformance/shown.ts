import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';
import { listTests, textsIn } from '../support/test-texts.ts';

const ID = /\b(?:N-)?[A-Z]{2,4}-[A-Z0-9]{2,4}-\d{3}\b/g;

/** The ids of rules that tests are named by, with the files that have them. */
export function findShown(): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, string[]>();
  for (const file of listTests()) {
    for (const id of idsIn(readFileSync(join(ROOT, file), 'utf8'))) shown.set(id, [...(shown.get(id) ?? []), file]);
  }
  return shown;
}

/** Of the texts of a test file: names of tests, and the rows of tables that names are made of. Comments do not count. */
export function idsIn(source: string): ReadonlySet<string> {
  return new Set(textsIn(source).flatMap(({ text }) => text.match(ID) ?? []));
}
