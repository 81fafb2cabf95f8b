import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyStoreError } from './error.ts';

/**
 * The text of a file, or undefined where there is none. One that others than its owner can read or change is refused,
 * as ssh does: `ERR_KEYS_EXPOSED`.
 */
export async function readGuardedFile(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  try {
    await checkGuarded(path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Windows has no such modes; who may read is said by access control lists there. */
export async function checkGuarded(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyStoreError('ERR_KEYS_EXPOSED', `others than its owner can use "${path}": chmod go= mends it`);
  }
}
