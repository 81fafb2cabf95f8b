import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './processes.ts';

const FOLDER = join(ROOT, '../shared/specs/official');

/** The standard's own files, which lie beside the repository where somebody put them and are not part of it. */
export const OFFICIAL: readonly { readonly name: string; readonly file: string }[] = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => ({ name: file.replace(/_\d{4}.*$/, ''), file: join(FOLDER, file) }))
  : [];

/** Says in the test's name why nothing was tested. */
export const OFFICIAL_MISSING = 'the official files do not lie beside the repository (../shared/specs/official)';
