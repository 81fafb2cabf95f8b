import type { GenerateReport } from '@openxs2a/generate';
import type { Step } from '../journey/recorder.ts';
import { totalOf } from './generate-stale.ts';
import type { Listener } from './listen.ts';
import { createTable } from './table.ts';

const STEPS = createTable([
  ['', 2, 'right'],
  ['STEP', 18],
  ['STATUS', 6, 'right'],
  ['BYTES', 6, 'right'],
  ['MS', 6, 'right'],
  ['RESULT', 27],
  ['REQUEST', 0],
]);

export const STEPS_HEAD = STEPS.head;

export function renderReport(report: GenerateReport): string {
  const { spec, status, files } = report;
  const counts = `${files.written.length} written, ${files.removed.length} removed, ${files.unchanged} as they were`;
  return `  ${spec}: ${status} in ${totalOf(report)} ms${status === 'unchanged' ? '' : ` (${counts})`}`;
}

export function renderStep(step: Step, number: number): string {
  const { name, method = '', path = '', status = '', bytes = '', milliseconds, note } = step;
  const figures = [status, bytes].map(String);
  const request = `${method} ${shorten(path)}`;
  return STEPS.row([String(number), name, ...figures, milliseconds?.toFixed(1) ?? '', note, request]);
}

/** Ids are opaque; their beginning is enough to tell them apart. */
const shorten = (path: string) => path.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22}/g, '$1…');

export interface Totals {
  readonly calls: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

export function sumUp(steps: readonly Step[]): Totals {
  const calls = steps.filter(({ status }) => status !== undefined);
  const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((a, b = 0) => a + b, 0);
  return {
    calls: calls.length,
    bytes: sum(calls.map(({ bytes }) => bytes)),
    milliseconds: Math.round(sum(calls.map(({ milliseconds }) => milliseconds)) * 10) / 10,
  };
}

export function renderTotals({ calls, bytes, milliseconds }: Totals): string {
  return STEPS.row(['', `${calls} calls`, '', String(bytes), milliseconds.toFixed(1)]);
}

export function renderTaken(what: string, { taken, url }: Listener): string | undefined {
  return taken === undefined ? undefined : `Port ${taken} is taken; ${what} is at ${url} instead.`;
}
