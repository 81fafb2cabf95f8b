import type { Api, SourceStamp } from '@openxs2a/ir';

/** Where an imported document comes from and what it was when it came; `provenance.json` beside it. */
export interface Provenance {
  readonly title: string;
  readonly version: string;
  readonly license?: { readonly name: string; readonly url?: string };
  /** The address it was fetched from, where one was given, else the name of the file. */
  readonly origin: string;
  /** Day of the import, UTC: `2021-10-01`. */
  readonly imported: string;
  /** The files of the document below this folder, the root first, with the sha256 of their bytes. */
  readonly files: readonly SourceStamp[];
  /** The overlays that are applied to it, in their order. */
  readonly overlays: readonly SourceStamp[];
  /** What brought it in. */
  readonly generator: { readonly name: string; readonly version: string };
}

export function createProvenance(
  api: Api,
  facts: Pick<Provenance, 'origin' | 'files' | 'overlays'> & { readonly now: Date; readonly generatorVersion: string },
): Provenance {
  return {
    title: api.title,
    version: api.version,
    ...(api.license !== undefined && { license: api.license }),
    origin: facts.origin,
    imported: facts.now.toISOString().slice(0, 10),
    files: facts.files,
    overlays: facts.overlays,
    generator: { name: '@openxs2a/generate', version: facts.generatorVersion },
  };
}

/** The provenance that a file tells of; `undefined` for anything else than one. */
export function parseProvenance(text: string): Provenance | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProvenance(value) ? value : undefined;
  } catch {
    return undefined; // no JSON: written by someone else
  }
}

function isProvenance(value: unknown): value is Provenance {
  if (typeof value !== 'object' || value === null) return false;
  const { version, files, overlays } = value as Partial<Record<keyof Provenance, unknown>>;
  return typeof version === 'string' && [files, overlays].every((list) => Array.isArray(list) && list.every(isStamp));
}

/** A name that leads out of the folder is not believed. */
function isStamp(value: unknown): value is SourceStamp {
  const { file, sha256 } = (value ?? {}) as Partial<Record<keyof SourceStamp, unknown>>;
  return typeof file === 'string' && typeof sha256 === 'string' && !/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(file);
}
