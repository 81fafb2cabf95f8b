import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, as a newcomer's shell would: without the settings of this test run. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Outcome {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(NODE_OPTIONS|FORCE_COLOR|NX_|VITEST|npm_)/i.test(key)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...clean, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

export const COMPILERS = { 'TypeScript 5.9': 'typescript', 'TypeScript 7': 'typescript-7' } as const;

/** Type-checks; the output is empty where all is well. */
export function typeCheck(compiler: keyof typeof COMPILERS, args: readonly string[], cwd: string): string {
  const { stdout, stderr } = run(
    process.execPath,
    [join(ROOT, 'node_modules', COMPILERS[compiler], 'bin/tsc'), ...args],
    cwd,
  );
  return `${stdout}${stderr}`.trim();
}
