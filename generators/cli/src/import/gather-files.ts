import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { InputError } from '../frame/errors.ts';

/** A file on its way in: its place below the folder of the specification, and its bytes as they came. */
export interface Incoming {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export const DOCUMENT = 'openapi.yaml';

/**
 * Reads a document and the files that it refers to. The document becomes `openapi.yaml` whatever it was called (JSON is
 * YAML); the others keep their place beside it, which is why none may lie outside of its folder.
 */
export async function gatherDocument(root: string, references: readonly string[]): Promise<Incoming[]> {
  const folder = dirname(resolve(root));
  const others = references.map((file) => ({ file, path: relative(folder, resolve(file)).split(sep).join('/') }));
  const outside = others.find(({ path }) => path.startsWith('..') || resolve(path) === path);
  if (outside !== undefined) {
    throw new InputError(`${root} refers to ${outside.file}, which is outside of its folder: bundle it first.`);
  }
  return Promise.all([readIncoming(root, DOCUMENT), ...others.map(({ file, path }) => readIncoming(file, path))]);
}

/** Reads the overlays; they are copied to `overlays/` under their own names. */
export async function gatherOverlays(overlays: readonly string[]): Promise<Incoming[]> {
  const names = overlays.map((file) => basename(file));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InputError(`Two overlays are called ${twice}; the copies would overwrite each other.`);
  return Promise.all(overlays.map((file, index) => readIncoming(file, `overlays/${names[index]}`)));
}

async function readIncoming(file: string, path: string): Promise<Incoming> {
  const bytes = await readFile(file);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
