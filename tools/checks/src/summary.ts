import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one project's tests came to. */
export interface ProjectReport {
  readonly project: string;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Reads what vitest left in a folder, one file a project. */
export function readReports(folder: string): ProjectReport[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const names = entries.filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const report: VitestReport = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    // a file that cannot even be loaded has no test to count
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length;
    return {
      project: name.replaceAll('\\', '/').replace(/\.json$/, ''),
      files: report.testResults.length,
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests,
    };
  });
}

/** The table of what ran, and the closing line. A step that failed although all tests passed counts as one failure. */
export function renderSummary(
  reports: readonly ProjectReport[],
  steps: Readonly<Record<string, boolean>>,
  seconds: number,
): { text: string; failed: number } {
  const sum = (pick: (report: ProjectReport) => number) => reports.reduce((total, report) => total + pick(report), 0);
  const testsFailed = sum(({ failed }) => failed);
  const stepsFailed = Object.entries(steps).filter(([name, fine]) => !fine && (name !== 'tests' || testsFailed === 0));
  const failed = testsFailed + stepsFailed.length + (sum(({ passed }) => passed) === 0 ? 1 : 0);
  const rows = [
    ['project', 'files', 'passed', 'failed', 'skipped'],
    ...reports.map(({ project, files, passed, failed: bad, skipped }) =>
      [project, files, passed, bad, skipped].map(String),
    ),
  ];
  const table = rows
    .map(([name = '', ...counts]) => name.padEnd(36) + counts.map((count) => count.padStart(9)).join(''))
    .join('\n');
  const checks = Object.entries(steps)
    .map(([name, fine]) => `${name.padEnd(36)}${(fine ? 'fine' : 'FAILED').padStart(9)}`)
    .join('\n');
  const skipped = sum((report) => report.skipped);
  const closing = `${sum(({ passed }) => passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { text: `\n${table}\n\n${checks}\n\nAll of it took ${seconds.toFixed(0)} s.\n${closing}`, failed };
}
