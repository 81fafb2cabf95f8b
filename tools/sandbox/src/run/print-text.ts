import type { GenerateReport } from '@openxs2a/generate';
import type { Step } from '../journey/recorder.ts';
import { totalOf } from './generate-stale.ts';
import { createTable } from './table.ts';
import { wrap } from './wrap.ts';

/** From so many columns on, the request is told, too. */
export const WIDE = 110;

const NUMBER = ['', 2, 'right'] as const;
const STATUS = ['STATUS', 6, 'right'] as const;
const MS = ['MS', 7, 'right'] as const;

const REQUEST = ['REQUEST', 0] as const;

/** What happens beside the interface, and the words of a refusal: below the names of steps. */
const BELOW = '    ';

export interface StepTable {
  readonly head: string;
  /** The lines of a step; `number` is empty where nothing was called. */
  rows(step: Step, number: string): readonly string[];
}

/** What is used: a line for each step. */
export function createUseTable(width: number): StepTable {
  const isWide = width >= WIDE;
  const result = ['RESULT', isWide ? 37 : 0] as const;
  const table = createTable([NUMBER, ['STEP', 21], STATUS, MS, result, ...(isWide ? [REQUEST] : [])]);
  return {
    head: table.head,
    rows(step, number) {
      const { name, method, note } = step;
      if (method === undefined) return wrap(`${name}: ${note}`, width, BELOW);
      const request = isWide ? [requestOf(step)] : [];
      return [cut(table.row([number, name, ...figuresOf(step), note, ...request]), width)];
    },
  };
}

/** What is refused: a line for each attempt, and below it the bank's words. */
export function createRefusalTable(width: number): StepTable {
  const isWide = width >= WIDE;
  const answer = ['ANSWER', isWide ? 38 : 0] as const;
  const table = createTable([NUMBER, ['ATTEMPT', 30], STATUS, MS, answer, ...(isWide ? [REQUEST] : [])]);
  return {
    head: table.head,
    rows(step, number) {
      const { name, method, code, note } = step;
      if (method === undefined) return wrap(`${name}: ${note}`, width, BELOW);
      const cells = [number, name, ...figuresOf(step), code ?? note, ...(isWide ? [requestOf(step)] : [])];
      const line = cut(table.row(cells), width);
      return code === undefined ? [line] : [line, ...wrap(note, width, `${BELOW}  `)];
    },
  };
}

const cut = (line: string, width: number) => (line.length <= width ? line : `${line.slice(0, width - 1)}…`);

const figuresOf = ({ status, milliseconds }: Step): [string, string] => [
  String(status ?? ''),
  milliseconds?.toFixed(1) ?? '',
];

const requestOf = ({ method, path = '' }: Step) => `${method} ${shorten(path)}`;

/** Ids are opaque; their beginning is enough to tell them apart. */
const shorten = (path: string) => path.replace(/([0-9a-zA-Z_-]{8})[0-9a-zA-Z_-]{20,}/g, '$1…');

export function renderReport(report: GenerateReport): string {
  const { spec, status, files } = report;
  const counts = `${files.written.length} written, ${files.removed.length} removed, ${files.unchanged} as they were`;
  return `  ${spec}: ${status} in ${totalOf(report)} ms${status === 'unchanged' ? '' : ` (${counts})`}`;
}

export interface Totals {
  readonly calls: number;
  readonly refused: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

export function sumUp(steps: readonly Step[]): Totals {
  const calls = steps.filter(({ status }) => status !== undefined);
  const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((a, b = 0) => a + b, 0);
  return {
    calls: calls.length,
    refused: calls.filter(({ code }) => code !== undefined).length,
    bytes: sum(calls.map(({ bytes }) => bytes)),
    milliseconds: Math.round(sum(calls.map(({ milliseconds }) => milliseconds)) * 10) / 10,
  };
}

export function renderTotals({ calls, refused, bytes, milliseconds }: Totals): string {
  const served = `${calls - refused} served and ${refused} refused, as they should be`;
  return `${calls} calls, ${served}; ${Math.round(bytes / 1024)} KiB in ${(milliseconds / 1000).toFixed(1)} s`;
}
