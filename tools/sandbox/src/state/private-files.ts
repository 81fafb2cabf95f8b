import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How the name of a file ends that was not written to its end. */
export const UNFINISHED = /\.[0-9a-f]{12}\.tmp$/;

/** Writes a file for its owner alone, whole or not at all; so are the folders above it that are not there yet. */
export async function writePrivate(file: string, text: string): Promise<void> {
  await makePrivateFolder(dirname(file));
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' });
  await rename(unfinished, file);
}

export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** `undefined` where there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What we wrote there as JSON; `undefined` where there is no such file, or it is no longer what we wrote. */
export async function readJson(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await readIfThere(file);
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined; // cut off or changed by somebody: as good as not there
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
