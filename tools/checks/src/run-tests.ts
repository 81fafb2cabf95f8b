// What `npm test` runs: lint, the types of everything at once, the tests of every project, then one table of what ran. The last line is
// `N passed, N failed`; a check that could not run at all counts as failed, so that zero tests are never a success.
// One PostgreSQL serves the tests of all projects; where none can be brought up, their names say so.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '@openxs2a/store/testing';
import { readReports, renderSummary } from './summary.ts';

const root = join(import.meta.dirname, '../../..');
const reports = join(root, '.reports');

function step(title: string, command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n== ${title}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  console.log(
    `== ${title}: ${status === 0 ? 'fine' : 'FAILED'} after ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

rmSync(reports, { recursive: true, force: true });
const began = performance.now();
const cluster = await startCluster().catch(() => undefined);
const environment = {
  // programs that tests start need not be compiled each time
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
  ...(cluster !== undefined && { TEST_CLUSTER_URL: cluster.url }),
};
const steps = {
  'lint and format': step('lint and format', '@biomejs/biome/bin/biome', ['check', '.']),
  // one program over all sources: project by project the same files would be looked at over and over
  types: step('types', 'typescript-7/bin/tsc', ['-p', 'tsconfig.json']),
  tests: step('tests', 'nx/dist/bin/nx.js', ['run-many', '-t', 'test', '--outputStyle=stream'], environment),
};
await cluster?.stop();
const summary = renderSummary(readReports(reports), steps, (performance.now() - began) / 1000);
console.log(summary.text);
process.exitCode = summary.failed === 0 ? 0 : 1;
