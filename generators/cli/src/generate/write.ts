import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MANIFEST, type Manifest } from './manifest.ts';

export interface Changes {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** What writing these files would change in the folder. Files that the generator did not write are left alone. */
export async function compareOutput(
  out: string,
  files: ReadonlyMap<string, string>,
  last: Manifest | undefined,
): Promise<Changes> {
  const written: string[] = [];
  for (const [path, text] of files) if ((await readText(join(out, path))) !== text) written.push(path);
  const removed = Object.keys(last?.files ?? {}).filter((path) => !files.has(path) && isInside(path));
  return { written: written.sort(), removed: removed.sort(), unchanged: files.size - written.length };
}

/** Writes what changed, removes what is no longer emitted, and the manifest last. */
export async function writeOutput(
  out: string,
  files: ReadonlyMap<string, string>,
  changes: Changes,
  manifest: Manifest,
): Promise<void> {
  for (const path of changes.written) await writeText(join(out, path), files.get(path) ?? '');
  for (const path of changes.removed) await removeFile(out, path);
  await writeText(join(out, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A manifest may have been tampered with: nothing outside of the folder is removed by its word. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split(/[\\/]/).includes('..') && !/^[a-z]:/i.test(path);
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // not there yet
  }
}

/** By way of a second file, so that nobody ever reads half of it. */
async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

async function removeFile(out: string, path: string): Promise<void> {
  await rm(join(out, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      await rmdir(join(out, folder));
    } catch {
      return; // not empty: something else lives there
    }
  }
}
