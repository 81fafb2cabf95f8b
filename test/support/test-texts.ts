import { globSync } from 'node:fs';
import { ROOT } from './processes.ts';

const SOURCES = ['apps', 'generators', 'generated', 'tools', 'test'];
/** A comment, or a text between quotes: whichever begins first ends the other. */
const PIECES = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
/** What is declared and never runs shows nothing. */
const NEVER_RUN = /\btest\.(?:skip|todo)(?:\.each\([\s\S]*?\])?\(\s*(['"`])(?:(?!\1)[^\\]|\\.)*\1/g;

/** Every file with tests, below the root of the repository. */
export function listTests(): readonly string[] {
  const exclude = (name: string) => ['node_modules', '.tmp', 'dist'].includes(name);
  const tests = SOURCES.flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: ROOT, exclude }));
  return [...tests, ...globSync('apps/*/*/src/**/*laws.ts', { cwd: ROOT })];
}

/** The texts of a test file without their quotes: names of tests, and the rows of tables that names are made of. */
export function textsIn(source: string): readonly string[] {
  const pieces = source.replace(NEVER_RUN, '').match(PIECES) ?? [];
  return pieces.filter((piece) => !piece.startsWith('/')).map((piece) => piece.slice(1, -1));
}
