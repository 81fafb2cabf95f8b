import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';

const SOURCES = ['apps', 'generators', 'generated', 'tools', 'test'];
const ID = /\b(?:N-)?[A-Z]{2,4}-[A-Z0-9]{2,4}-\d{3}\b/g;
/** A comment, or a text between quotes: whichever begins first ends the other. */
const PIECES = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
/** What is declared and never runs shows nothing. */
const NEVER_RUN = /\btest\.(?:skip|todo)(?:\.each\([\s\S]*?\])?\(\s*(['"`])(?:(?!\1)[^\\]|\\.)*\1/g;

/** The ids of rules that tests are named by, with the files that have them. */
export function findShown(): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, string[]>();
  for (const file of listTests()) {
    for (const id of idsIn(readFileSync(join(ROOT, file), 'utf8'))) shown.set(id, [...(shown.get(id) ?? []), file]);
  }
  return shown;
}

function listTests(): readonly string[] {
  const exclude = (name: string) => ['node_modules', '.tmp', 'dist'].includes(name);
  const tests = SOURCES.flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: ROOT, exclude }));
  return [...tests, ...globSync('apps/*/*/src/**/*laws.ts', { cwd: ROOT })];
}

/** Of the texts of a test file: names of tests, and the rows of tables that names are made of. Comments do not count. */
export function idsIn(source: string): ReadonlySet<string> {
  const pieces = source.replace(NEVER_RUN, '').match(PIECES) ?? [];
  return new Set(pieces.filter((piece) => !piece.startsWith('/')).flatMap((text) => text.match(ID) ?? []));
}
