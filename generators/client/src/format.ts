const WIDTH = 120;

/** hey-api prints with TypeScript's printer: four spaces, and lists on one line. This is how the rest looks. */
export function formatClient(text: string): string {
  return text
    .split('\n')
    .map((line) => breakImport(line.replace(/^(?: {4})+/, (indent) => ' '.repeat(indent.length / 2))))
    .join('\n');
}

function breakImport(line: string): string {
  const parts = line.length > WIDTH ? /^(import (?:type )?\{) (.*) (\} from .*)$/.exec(line) : null;
  if (parts === null) return line;
  const [, open, names = '', close] = parts;
  return [open, ...names.split(', ').map((name) => `  ${name},`), close].join('\n');
}
