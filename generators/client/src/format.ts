const WIDTH = 120;

/**
 * hey-api prints with TypeScript's printer: four spaces, lists on one line, neighbours before packages. This is how
 * the rest of the output looks.
 */
export function formatClient(text: string): string {
  return sortImports(text.split('\n').map(narrowIndent))
    .map((line, index, lines) => breakLine(lines[index + 1] === '  };' ? closeMember(line) : line))
    .join('\n');
}

function narrowIndent(line: string): string {
  return line.replace(/^(?: {4})+/, (indent) => ' '.repeat(indent.length / 2));
}

/** Packages first. Every import is one line yet. */
function sortImports(lines: readonly string[]): string[] {
  const imports = lines.filter((line) => line.startsWith('import '));
  const isRelative = (line: string) => Number(/ from '\./.test(line));
  const sorted = imports.toSorted((a, b) => isRelative(a) - isRelative(b));
  return lines.map((line) => (line.startsWith('import ') ? (sorted.shift() ?? line) : line));
}

function closeMember(line: string): string {
  return line.endsWith(')') ? `${line},` : line;
}

function breakLine(line: string): string {
  if (line.length <= WIDTH) return line;
  const [, open, list = '', close] =
    /^(import (?:type )?\{) (.*) (\} from .*)$/.exec(line) ??
    /^(export function [^(]*\()(.*)(\): .* \{)$/.exec(line) ??
    [];
  if (open === undefined) return line;
  return [open, ...list.split(', ').map((item) => `  ${item},`), close].join('\n');
}
