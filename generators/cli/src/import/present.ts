import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Api, readApi } from '@openxs2a/ir';
import { DOCUMENT } from './gather-files.ts';
import { type Provenance, parseProvenance } from './provenance.ts';

/** What stands in the folder before an import. */
export interface Present {
  readonly exists: boolean;
  /** Absent where the folder was filled by hand. */
  readonly provenance?: Provenance;
  /** Absent where there is nothing, or nothing that can be read. */
  readonly api?: Api;
}

export async function readPresent(folder: string): Promise<Present> {
  const document = join(folder, DOCUMENT);
  if (!(await isThere(document))) return { exists: false };
  const provenance = await readProvenance(folder);
  const overlays = (provenance?.overlays ?? []).map(({ file }) => join(folder, file));
  const { api } = await readApi(document, { overlays });
  return { exists: true, ...(provenance && { provenance }), ...(api && { api }) };
}

async function readProvenance(folder: string): Promise<Provenance | undefined> {
  const file = join(folder, 'provenance.json');
  return (await isThere(file)) ? parseProvenance(await readFile(file, 'utf8')) : undefined;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
