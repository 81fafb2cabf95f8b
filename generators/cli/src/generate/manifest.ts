import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceStamp } from '@openxs2a/ir';

/** What the last run wrote and what it was made from; stands in the output as `.openxs2a.json`. */
export interface Manifest {
  /** Generator version and options, as one text. */
  readonly made: string;
  /** Every file that was read, relative to the folder of the specification. */
  readonly sources: Readonly<Record<string, string>>;
  /** Every file that was written, with the sha256 of its text. */
  readonly files: Readonly<Record<string, string>>;
}

export const MANIFEST = '.openxs2a.json';

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function createManifest(
  made: string,
  spec: string,
  stamps: readonly SourceStamp[],
  files: ReadonlyMap<string, string>,
): Manifest {
  const folder = dirname(resolve(spec));
  const sources = stamps.map(
    ({ file, sha256: sum }) => [relative(folder, resolve(file)).split(sep).join('/'), sum] as const,
  );
  return {
    made,
    sources: Object.fromEntries(sources.sort(([a], [b]) => (a < b ? -1 : 1))),
    files: Object.fromEntries(
      [...files].map(([path, text]) => [path, sha256(text)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

/** The manifest of an output folder; `undefined` where there is none that can be read. */
export async function readManifest(out: string): Promise<Manifest | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(out, MANIFEST), 'utf8'));
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined; // no output yet, or not by this generator: everything is made anew
  }
}

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Partial<Manifest> | null;
  return (
    typeof manifest?.made === 'string' && typeof manifest.sources === 'object' && typeof manifest.files === 'object'
  );
}

/** Whether neither what the output was made from nor the output itself has changed. */
export async function isCurrent(manifest: Manifest, made: string, spec: string, out: string): Promise<boolean> {
  if (manifest.made !== made) return false;
  const folder = dirname(resolve(spec));
  const expected = [
    ...Object.entries(manifest.sources).map(([file, sum]) => [join(folder, file), sum] as const),
    ...Object.entries(manifest.files).map(([file, sum]) => [join(out, file), sum] as const),
  ];
  const matches = await Promise.all(expected.map(async ([file, sum]) => (await hashOf(file)) === sum));
  return matches.every(Boolean);
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(file));
  } catch {
    return undefined; // it is gone, which is a change
  }
}
