import { link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../random.ts';

/** Names that a crash may leave behind; nobody reads them. */
export const UNFINISHED = /^\.unfinished-/;

/**
 * Writes a file that only its owner can read, whole or not at all, and on disk before it resolves. A file that is there
 * already stays and is the error EEXIST.
 */
export async function writeNewFile(folder: string, name: string, text: string, random: Random): Promise<void> {
  const unfinished = join(folder, `.unfinished-${random.token(12)}`);
  try {
    await writeAndSync(unfinished, text);
    // Unlike a rename, a link never replaces what is there.
    await link(unfinished, join(folder, name));
  } finally {
    await rm(unfinished, { force: true });
  }
  await syncFolder(folder);
}

export async function removeFile(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
  await syncFolder(folder);
}

async function writeAndSync(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
}

/** The entry of the file in its folder is on disk, too. Windows opens no folders, and needs none of it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using file = await open(folder, 'r');
  await file.sync();
}
