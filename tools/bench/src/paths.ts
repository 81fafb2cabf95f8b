import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This package, the workspace around it, and what its runs leave behind (not in git). */
export const BENCH = dirname(dirname(fileURLToPath(import.meta.url)));
export const WORKSPACE = dirname(dirname(BENCH));
export const SCRATCH = join(BENCH, '.tmp');
export const PEERS = join(BENCH, 'node_modules');

export const CLI_PACKAGE = join(WORKSPACE, 'tools/cli');
export const CLI = join(CLI_PACKAGE, 'bin/openxs2a.js');

const OFFICIAL = join(WORKSPACE, '../shared/specs/official/psd2-api_1.3.11_2021-10-01v1.yaml');
const OWN = join(WORKSPACE, 'specs/xs2a/openapi.yaml');

/** The official file of the Berlin Group, where somebody has put it beside the workspace: it is not ours to ship. */
export function findOfficialDocument(): string | undefined {
  return existsSync(OFFICIAL) ? OFFICIAL : undefined;
}

export const OWN_DOCUMENT = OWN;
