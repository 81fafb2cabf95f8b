import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Incoming } from './gather-files.ts';

/**
 * Puts the files in place. All are written beside their places first and moved then, so that a full disk leaves what
 * was there; what the last import brought and this one does not is removed at the end.
 */
export async function writeFiles(
  folder: string,
  files: readonly Omit<Incoming, 'sha256'>[],
  former: readonly string[],
): Promise<void> {
  const moves = files.map(({ path, bytes }) => ({
    bytes,
    to: join(folder, path),
    from: `${join(folder, path)}.incoming`,
  }));
  try {
    for (const { from, bytes } of moves) {
      await mkdir(dirname(from), { recursive: true });
      await writeFile(from, bytes);
    }
    for (const { from, to } of moves) await rename(from, to);
  } finally {
    for (const { from } of moves) await rm(from, { force: true });
  }
  const kept = new Set(files.map(({ path }) => path));
  for (const path of former) if (!kept.has(path)) await rm(join(folder, path), { force: true });
}
