import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../../../shared/vectors');

/** Says in the test's name why nothing was tested. */
export const VECTORS_MISSING = 'the official vectors do not lie beside the repository (../shared/vectors)';

export const hasVectors = existsSync(FOLDER);

/** One of the standards' own test values, which lie beside the repository where somebody put them; parsed JSON. */
export function readVector(file: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}
