import { isAbsolute, relative } from 'node:path';

/** A path as seen from where somebody stands, if it is below. */
export function toShortPath(from: string, file: string): string {
  const near = relative(from, file);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? file : near;
}
