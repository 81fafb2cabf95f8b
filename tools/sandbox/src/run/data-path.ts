import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');

/** The folder that was named, seen from where the command was called; or else the one of this clone. */
export const findDataPath = (named: string | undefined, calledIn: string): string =>
  named === undefined ? join(ROOT, '.data') : resolve(calledIn, named);
