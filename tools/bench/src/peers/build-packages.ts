import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CLI_PACKAGE, SCRATCH, WORKSPACE } from '../paths.ts';
import { runNode } from './run-node.ts';

const NX = join(WORKSPACE, 'node_modules/nx/dist/bin/nx.js');

/** Compiles the packages as they are published: peers come compiled, too. Cached by Nx. */
export async function buildPackages(): Promise<void> {
  await runNode([NX, 'run-many', '-t', 'build'], WORKSPACE);
}

/** The environment in which workspace packages are what is published, not their sources. */
export function publishedEnv(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: '' };
}

/** Lays the command out as its users get it, without sources beside it; gives the file to run. */
export async function publishCommand(): Promise<string> {
  await buildPackages();
  const folder = join(SCRATCH, 'published/openxs2a');
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['package.json', 'bin', 'dist'])
    cpSync(join(CLI_PACKAGE, part), join(folder, part), { recursive: true });
  return join(folder, 'bin/openxs2a.js');
}
