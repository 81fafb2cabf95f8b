import { readFile, stat } from 'node:fs/promises';
import { type ExtractEntry, keyOf, parseEbaExtract } from './eba-extract.ts';
import type { RegisterLookup } from './register.ts';

export interface ReadExtractOptions {
  /** The file, unpacked. It is read again when it has changed. */
  readonly path: string;
  /** Where the bank is: a role counts only if it may be exercised there. Two letters; without it, anywhere. */
  readonly country?: string;
}

interface Loaded {
  readonly changedAt: number;
  readonly entries: Promise<ReadonlyMap<string, ExtractEntry>>;
}

/**
 * Looks parties up in an extract of the EBA's register of payment institutions, as it is published for download. It says
 * nothing of credit institutions, which have a register of their own.
 */
export function readRegisterExtract({ path, country }: ReadExtractOptions): RegisterLookup {
  let loaded: Loaded | undefined;
  const load = async () => parseEbaExtract(await readFile(path, 'utf8'), country);
  return async (tppId) => {
    const { mtimeMs: changedAt } = await stat(path);
    if (loaded?.changedAt !== changedAt) loaded = { changedAt, entries: load() };
    const key = keyOf(tppId);
    const entries = await loaded.entries;
    const entry = key === undefined ? undefined : entries.get(key);
    return entry && { ...entry, source: path };
  };
}
