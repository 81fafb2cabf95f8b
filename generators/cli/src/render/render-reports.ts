import { alignRows } from '../frame/table.ts';
import type { GenerateReport } from '../generate/options.ts';

/** What became of each document: a line each, with files and times. */
export function renderReports(reports: readonly GenerateReport[]): string {
  const header = ['SPECIFICATION', 'OUTPUT', 'STATUS', 'WRITTEN', 'REMOVED', 'UNCHANGED', 'MS'];
  return `${alignRows([header, ...reports.map(rowOf)]).join('\n')}\n`;
}

function rowOf({ spec, out, status, files, milliseconds, total }: GenerateReport): string[] {
  const counts = [files.written.length, files.removed.length, files.unchanged];
  return [spec, out, status, ...counts.map(String), timesOf(milliseconds, total)];
}

/** `812 (read 240, emit 560, write 12)` */
function timesOf(milliseconds: GenerateReport['milliseconds'], total: number): string {
  const stages = Object.entries(milliseconds).map(([stage, time]) => `${stage} ${time}`);
  return stages.length < 2 ? String(total) : `${total} (${stages.join(', ')})`;
}
