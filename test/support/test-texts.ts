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

/** A text of a test file without its quotes: the name of a test, what a row of a table begins with, or any other. */
export interface TestText {
  readonly text: string;
  readonly beginsRow: boolean;
}

/** Comments are none, and neither is what is declared and never runs. */
export function textsIn(source: string): readonly TestText[] {
  const running = source.replace(NEVER_RUN, '');
  return [...running.matchAll(PIECES)]
    .filter(([piece]) => !piece.startsWith('/'))
    .map(({ 0: piece, index }) => ({
      text: piece.slice(1, -1),
      beginsRow: running.slice(0, index).trimEnd().endsWith('['),
    }));
}
