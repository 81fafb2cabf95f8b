import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReports, renderSummary } from './summary.ts';

const fine = { lint: true, tests: true };
const project = { project: 'ir', files: 2, passed: 3, failed: 0, skipped: 0 };

test('the closing line sums up all projects', () => {
  const { text, failed } = renderSummary([project, { ...project, project: 'emit', passed: 4 }], fine, 1);
  expect(text.split('\n').at(-1)).toBe('7 passed, 0 failed');
  expect(failed).toBe(0);
});

test('a failed step counts although every test passed', () => {
  expect(renderSummary([project], { lint: false, tests: true }, 1).failed).toBe(1);
  expect(renderSummary([project], { lint: true, tests: false }, 1).failed).toBe(1);
});

test('a run without a single test is no success', () => {
  expect(renderSummary([], fine, 1).failed).toBe(1);
});

test('a test file that cannot be loaded counts as failed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openxs2a-'));
  const testResults = [{ status: 'failed', assertionResults: [] }];
  writeFileSync(
    join(folder, 'x.json'),
    JSON.stringify({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, testResults }),
  );
  expect(readReports(folder)[0]?.failed).toBe(1);
});
