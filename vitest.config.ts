import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const project = process.env['NX_TASK_TARGET_PROJECT'] ?? 'local';

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
    // files that one worker runs share their modules, which halves the time; what a file changes it puts back
    isolate: false,
    // generous, because nothing here measures time: a test ends late only where it hangs
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: join(import.meta.dirname, '.reports', `${project}.json`) }]],
  },
});
