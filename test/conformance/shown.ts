import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';

const SOURCES = ['apps', 'generators', 'generated', 'tools', 'test'];
const ID = /\b(?:N-)?[A-Z]{2,4}-[A-Z0-9]{2,4}-\d{3}\b/g;
/** Text between quotes: names of tests, and the rows of tables that names are made of. Comments do not count. */
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** The ids of rules that tests are named by, with the files that have them. */
export function findShown(): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, string[]>();
  for (const file of listTests()) {
    for (const id of idsIn(readFileSync(join(ROOT, file), 'utf8'))) shown.set(id, [...(shown.get(id) ?? []), file]);
  }
  return shown;
}

function listTests(): readonly string[] {
  return SOURCES.flatMap((folder) =>
    globSync(`${folder}/**/*.test.ts`, { cwd: ROOT, exclude: (name) => name === 'node_modules' || name === '.tmp' }),
  ).concat(globSync('apps/*/*/src/**/*laws.ts', { cwd: ROOT }));
}

function idsIn(source: string): ReadonlySet<string> {
  const code = source.replace(/^\s*\/\/.*$/gm, '');
  const texts = code.match(QUOTED) ?? [];
  return new Set(texts.flatMap((text) => text.match(ID) ?? []));
}
