import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './edition.ts';

/**
 * The standard's own files by name and version, without the day that their names end with; with it where two would
 * be called the same. Empty where there is no such folder.
 */
export async function findOfficial(folder: string): Promise<Place[]> {
  const files = (await readNames(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const shorts = files.map((file) => file.replace(/\.yaml$/, '').replace(/_\d{4}-.*$/, ''));
  return files.map((file, index) => {
    const short = shorts[index] ?? file;
    const isTaken = shorts.filter((other) => other === short).length > 1;
    const name = isTaken ? file.replace(/\.yaml$/, '') : short;
    return { name, origin: 'official', file: join(folder, file), overlays: [] };
  });
}

const readNames = (folder: string) =>
  readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
