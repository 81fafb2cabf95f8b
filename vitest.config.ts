import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const project = process.env['NX_TASK_TARGET_PROJECT'] ?? 'local';

/** Short files that take long. Vitest knows how long files took only where they ran before, and goes by their size else. */
const LONG = /(killed|round-trip|violations|loss|new-version|packed|type-check|attacks)\.test\.ts$/;

/** Begins with what takes longest: at the end no worker is left alone with it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.tmp/**', '**/dist/**'],
    // room for young objects: half of what is collected is then dead, and is not copied first
    execArgv: ['--conditions=@openxs2a/source', '--min-semi-space-size=32', '--max-semi-space-size=64'],
    // Node loads sources as it does outside of tests: thirty processes need not transform them, each for itself
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // what tests compare of a program's output is its text, whatever runs the tests
    env: { FORCE_COLOR: '0' },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // files that one worker runs share their modules, which halves the time; what a file changes it puts back
    isolate: false,
    // generous, because nothing here measures time: a test ends late only where it hangs
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: join(import.meta.dirname, '.reports', `${project}.json`) }]],
  },
});
