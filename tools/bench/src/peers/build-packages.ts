import { join } from 'node:path';
import { WORKSPACE } from '../paths.ts';
import { runNode } from './run-node.ts';

/** Compiles the packages as they are published: peers come compiled, too. Cached by Nx. */
export async function buildPackages(): Promise<void> {
  const nx = join(WORKSPACE, 'node_modules/nx/dist/bin/nx.js');
  await runNode([nx, 'run-many', '-t', 'build', '-p', '@openxs2a/runtime', '@openxs2a/xs2a'], WORKSPACE);
}

/** The environment in which workspace packages are what is published, not their sources. */
export function publishedEnv(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: '' };
}
