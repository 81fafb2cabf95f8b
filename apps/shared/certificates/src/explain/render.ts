import type { Explanation, Fact, Finding } from './explanation.ts';

export interface RenderOptions {
  /** Columns of the terminal; 80 where nobody says. */
  readonly width?: number;
}

/** Below it, labels and values stand under each other. */
const NARROW = 60;
const MIN_WIDTH = 24;
const GAP = 2;

/** Plain text of an explanation: a table of facts, then the findings and their number. Ends with a line feed. */
export function renderExplanation({ title, facts, findings }: Explanation, { width = 80 }: RenderOptions = {}): string {
  const columns = Math.max(width, MIN_WIDTH);
  const labels = Math.max(...facts.map(({ label }) => label.length)) + GAP;
  const lines = [
    ...wrap(title, columns),
    '',
    ...facts.flatMap((fact) => (columns < NARROW ? stack(fact, columns) : align(fact, labels, columns))),
    '',
    ...findings.flatMap((finding) => [...renderFinding(finding, columns), '']),
    countFindings(findings),
  ];
  return `${lines.join('\n')}\n`;
}

function align({ label, value }: Fact, labels: number, columns: number): readonly string[] {
  const lines = value.split('\n').flatMap((line) => wrap(line, columns - labels));
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(labels)}${line}`);
}

function stack({ label, value }: Fact, columns: number): readonly string[] {
  return [label, ...value.split('\n').flatMap((line) => indent(line, columns))];
}

function renderFinding({ severity, code, clause, text, advice }: Finding, columns: number): readonly string[] {
  return [
    ...wrap(`${severity}: ${code} (${clause})`, columns),
    ...indent(text, columns),
    ...indent(`-> ${advice}`, columns),
  ];
}

function indent(text: string, columns: number): readonly string[] {
  return wrap(text, columns - GAP).map((line) => `${' '.repeat(GAP)}${line}`);
}

function countFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.';
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? '' : 's'}`];
  });
  return `${counts.join(', ')}.`;
}

/** Breaks after blanks and commas, and within what is wider than a line. Characters are counted, not code units. */
function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [''];
  for (const piece of text.split(/(?<=[ ,])/).flatMap((each) => cut(each, columns))) {
    const next = `${lines.at(-1) ?? ''}${piece}`;
    if ([...next.trimEnd()].length <= columns) lines[lines.length - 1] = next;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

function cut(piece: string, columns: number): readonly string[] {
  const characters = [...piece];
  if (characters.length <= columns) return [piece];
  return Array.from({ length: Math.ceil(characters.length / columns) }, (_, index) =>
    characters.slice(index * columns, (index + 1) * columns).join(''),
  );
}
