import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, GenerateReport } from '@openxs2a/generate';
import { beforeAll, expect, test } from 'vitest';
import { checkContract } from '../contract/check-contract.ts';
import { TEMPORARY } from '../support/generate-into.ts';
import { OFFICIAL, OFFICIAL_MISSING } from '../support/official.ts';
import { ROOT, run, typeCheck } from '../support/processes.ts';
import { readExpectedChanges, toRow } from './expected-changes.ts';

const FOLDER = join(TEMPORARY, 'rehearsal');
const SPECS = join(FOLDER, 'specs');
const OUT = join(FOLDER, 'out');
const PAYMENTS = join(ROOT, 'test/contract/fixtures/payments.overlay.yaml');

const fileOf = (version: string) => OFFICIAL.find(({ name }) => name === `psd2-api_${version}`)?.file;
const [old, now] = [fileOf('1.3.6'), fileOf('1.3.11')];
const missing = old === undefined || now === undefined;
const why = missing ? `: ${OFFICIAL_MISSING}` : '';

/** The program as whoever keeps up with the standard runs it. */
function openxs2a<Result>(...args: string[]): { readonly status: number | null; readonly result: Result } {
  const { status, stdout, stderr } = run(process.execPath, ['tools/cli/bin/openxs2a.js', ...args, '--json'], ROOT);
  expect(stdout, stderr).not.toBe('');
  return { status, result: JSON.parse(stdout) };
}

interface Import {
  readonly status: string;
  readonly previous?: string;
  readonly changes: readonly Change[];
}

const bring = (file: string | undefined, ...more: string[]) =>
  openxs2a<Import>('import', String(file), '--as', 'psd2', '--dir', SPECS, ...more);

const regenerate = (...more: string[]) =>
  openxs2a<{ reports: GenerateReport[] }>(
    'generate',
    '--spec',
    join(SPECS, 'psd2/openapi.yaml'),
    '--out',
    OUT,
    '--name',
    'Psd2',
    ...more,
  );

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
});

test.skipIf(missing)(`the old version is imported as it is and generates${why}`, { timeout: 120_000 }, () => {
  expect(bring(old)).toMatchObject({ status: 0, result: { status: 'imported', changes: [] } });
  expect(readFileSync(join(SPECS, 'psd2/openapi.yaml'))).toEqual(readFileSync(String(old)));
  expect(regenerate()).toMatchObject({ status: 0, result: { reports: [{ status: 'written' }] } });
});

test.skipIf(missing)(`the new version says exactly what it breaks, and for whom${why}`, () => {
  const { status, result } = bring(now, '--fail-on-breaking');
  expect([status, result.status, result.previous]).toEqual([1, 'replaced', '1.3.6_2020-08-14']);
  const breaking = result.changes.filter(({ breaks }) => breaks.length > 0);
  expect(breaking.map(toRow).sort()).toEqual(readExpectedChanges().sort());
});

test.skipIf(missing)(
  `the output is stale, is generated anew and is then up to date${why}`,
  { timeout: 120_000 },
  () => {
    expect(regenerate('--check')).toMatchObject({ status: 1, result: { reports: [{ status: 'stale' }] } });
    const { status, result } = regenerate();
    expect([status, result.reports[0]?.status]).toEqual([0, 'written']);
    expect(result.reports[0]?.files.written).toContain('types/wire.ts');
    expect(regenerate('--check')).toMatchObject({ status: 0, result: { reports: [{ status: 'unchanged' }] } });
  },
);

test.skipIf(missing)(`what was generated type-checks${why}`, { timeout: 120_000 }, () => {
  expect(typeCheck('TypeScript 7', ['-p', OUT], ROOT)).toBe('');
});

test.skipIf(missing)(
  `client and server of the new version pass the contract tests${why}`,
  { timeout: 240_000 },
  async () => {
    const report = await checkContract({
      name: 'rehearsal',
      file: join(SPECS, 'psd2/openapi.yaml'),
      overlays: [PAYMENTS],
    });
    expect(report.failures).toEqual([]);
  },
);

test.skipIf(missing)(`the same version once more changes nothing${why}`, () => {
  expect(bring(now)).toMatchObject({ status: 0, result: { status: 'unchanged', changes: [] } });
});
