import { basename, join } from 'node:path';
import { readApi } from '@openxs2a/ir';
import type { Change } from '../diff/change.ts';
import { diffApis } from '../diff/diff-apis.ts';
import { InputError } from '../frame/errors.ts';
import { type Notice, sortNotices } from '../notices/notice.ts';
import { VERSION } from '../version.ts';
import { DOCUMENT, gatherDocument, gatherOverlays, type Incoming } from './gather-files.ts';
import { type Present, readPresent } from './present.ts';
import { createProvenance, type Provenance } from './provenance.ts';
import { writeFiles } from './write-files.ts';

export interface ImportOptions {
  readonly file: string;
  /** The folder below which each specification has one of its own. */
  readonly dir: string;
  readonly name: string;
  /** None given: those of the last import stay. */
  readonly overlays: readonly string[];
  /** Where the file was fetched from. */
  readonly origin?: string;
  readonly now: Date;
  /** Looks and tells, writes nothing. */
  readonly dryRun: boolean;
  /** Also replaces a document that was not imported. */
  readonly force: boolean;
}

export interface ImportReport {
  readonly status: 'imported' | 'replaced' | 'unchanged' | 'unusable';
  readonly folder: string;
  readonly provenance?: Provenance;
  /** Version of the document that was there. */
  readonly previous?: string;
  /** Against what was there; empty when there was nothing. */
  readonly changes: readonly Change[];
  readonly notices: readonly Notice[];
}

/** Brings a document into the repository as it came. One that cannot be used leaves everything as it was. */
export async function importDocument(options: ImportOptions): Promise<ImportReport> {
  const folder = join(options.dir, options.name);
  const present = await readPresent(folder);
  const overlays = overlaysOf(options, folder, present);
  const { api, diagnostics, sources } = await readApi(options.file, { overlays });
  if (api === undefined) return { status: 'unusable', folder, changes: [], notices: diagnostics };
  refuseHandwritten(options, folder, present);

  const references = sources.slice(1, sources.length - overlays.length).map(({ file }) => file);
  const documents = await gatherDocument(options.file, references);
  const copies = await gatherOverlays(overlays);
  const provenance = createProvenance(api, {
    origin: options.origin ?? basename(options.file),
    files: documents.map(stampOf),
    overlays: copies.map(stampOf),
    now: options.now,
    generatorVersion: VERSION,
  });
  const status = statusOf(present, provenance);
  if (!options.dryRun && status !== 'unchanged') await write(folder, [...documents, ...copies], provenance, present);
  const license: readonly Notice[] = api.license === undefined ? [missingLicense(options.file)] : [];
  return {
    status,
    folder,
    provenance: status === 'unchanged' ? (present.provenance ?? provenance) : provenance,
    ...(present.api && { previous: present.api.version }),
    changes: present.api === undefined ? [] : diffApis(present.api, api),
    notices: sortNotices([...diagnostics, ...license]),
  };
}

function overlaysOf(options: ImportOptions, folder: string, { provenance }: Present): readonly string[] {
  if (options.overlays.length > 0) return options.overlays;
  return (provenance?.overlays ?? []).map(({ file }) => join(folder, file));
}

function refuseHandwritten({ force }: ImportOptions, folder: string, present: Present): void {
  if (!present.exists || present.provenance !== undefined || force) return;
  throw new InputError(`${join(folder, DOCUMENT)} was not imported but written here; --force replaces it.`);
}

function stampOf({ path, sha256 }: Incoming) {
  return { file: path, sha256 };
}

function statusOf({ exists, provenance: last }: Present, now: Provenance): ImportReport['status'] {
  if (!exists) return 'imported';
  const same = JSON.stringify([last?.files, last?.overlays]) === JSON.stringify([now.files, now.overlays]);
  return same ? 'unchanged' : 'replaced';
}

function missingLicense(file: string): Notice {
  const message = 'The document names no licence: whether it may be passed on is for its publisher to say.';
  return { code: 'missing-license', severity: 'warning', file, pointer: '/info', message };
}

async function write(
  folder: string,
  files: readonly Incoming[],
  provenance: Provenance,
  { provenance: last }: Present,
): Promise<void> {
  const text = new TextEncoder().encode(`${JSON.stringify(provenance, null, 2)}\n`);
  const former = [...(last?.files ?? []), ...(last?.overlays ?? [])].map(({ file }) => file);
  await writeFiles(folder, [...files, { path: 'provenance.json', bytes: text }], former);
}
