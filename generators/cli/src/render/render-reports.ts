import { alignRows } from '../frame/table.ts';
import type { GenerateReport } from '../generate/options.ts';

/** What became of each document: a line each, with files and times. */
export function renderReports(reports: readonly GenerateReport[]): string {
  const header = ['SPECIFICATION', 'OUTPUT', 'STATUS', 'WRITTEN', 'REMOVED', 'UNCHANGED', 'MS'];
  return `${alignRows([header, ...reports.map(rowOf)]).join('\n')}\n`;
}

function rowOf({ spec, out, status, files, milliseconds }: GenerateReport): string[] {
  const counts = [files.written.length, files.removed.length, files.unchanged];
  return [spec, out, status, ...counts.map(String), timesOf(milliseconds)];
}

/** `812 (read 240, emit 560, write 12)` */
function timesOf(milliseconds: GenerateReport['milliseconds']): string {
  const stages = Object.entries(milliseconds);
  const total = stages.reduce((sum, [, time]) => sum + time, 0);
  return `${total} (${stages.map(([stage, time]) => `${stage} ${time}`).join(', ')})`;
}
