import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OFFICIAL, OFFICIAL_MISSING } from '../support/official.ts';
import { ROOT } from '../support/processes.ts';
import type { Specification } from './harness.ts';

const SPECS = join(ROOT, 'specs');

/** The repository's own documents, each with its overlay. */
const OWN: readonly Specification[] = readdirSync(SPECS)
  .filter((name) => existsSync(join(SPECS, name, 'openapi.yaml')))
  .sort()
  .map((name) => {
    const overlay = join(SPECS, name, 'overlay.yaml');
    return { name, file: join(SPECS, name, 'openapi.yaml'), overlays: existsSync(overlay) ? [overlay] : [] };
  });

/** What no document here has: forms, cookies, lists in headers and queries, ranges of statuses, bytes. */
const EVERYTHING: Specification = { name: 'everything', file: join(import.meta.dirname, 'fixtures/everything.yaml') };

/** Says which payment the path means: the published files leave it to their prose. */
const PAYMENTS = join(import.meta.dirname, 'fixtures/payments.overlay.yaml');

export const SPECIFICATIONS: readonly Specification[] = [
  EVERYTHING,
  ...OWN,
  ...OFFICIAL.map(({ name, file }) => ({
    name: name.replace(/[^A-Za-z0-9-]+/g, '-'),
    file,
    overlays: name.startsWith('psd2-api') ? [PAYMENTS] : [],
  })),
];

/** What was not tested and why, for the name of a test that is skipped. */
export const MISSING: readonly string[] = OFFICIAL.length === 0 ? [OFFICIAL_MISSING] : [];

/** A line for the report where the standard's own files are not there. */
export function tellWhatIsMissing(): void {
  if (OFFICIAL.length === 0)
    console.log(`Contract tests ran without the standard's own documents: ${OFFICIAL_MISSING}.`);
}
