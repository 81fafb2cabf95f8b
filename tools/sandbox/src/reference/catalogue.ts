import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findJobs } from '@openxs2a/generate';
import { type Api, bundle, readApi } from '@openxs2a/ir';

/** One specification as the reference shows it. */
export interface Specification {
  /** Name of its folder; its address on the pages. */
  readonly name: string;
  readonly api: Api;
  /** The whole document in one, as JSON text. */
  readonly json: string;
}

export interface Catalogue {
  readonly specifications: readonly Specification[];
  /** Folders whose document has errors, so that it cannot be shown. */
  readonly unreadable: readonly string[];
}

interface Place {
  readonly name: string;
  readonly file: string;
  readonly overlays: readonly string[];
}

/** Reads every specification below a folder, with the overlays that its output is generated with. */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const places = await findPlaces(folder);
  const read = await Promise.all(places.map(readSpecification));
  return {
    specifications: read.filter((found) => typeof found !== 'string'),
    unreadable: read.filter((found) => typeof found === 'string'),
  };
}

async function findPlaces(folder: string): Promise<Place[]> {
  const [entries, jobs] = await Promise.all([readdir(folder, { withFileTypes: true }), findJobs(folder)]);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const places = await Promise.all(
    names.sort().map(async (name) => {
      const job = jobs.find(({ spec }) => spec.startsWith(join(folder, name, '/')));
      const file = job?.spec ?? join(folder, name, 'openapi.yaml');
      return (await isThere(file)) ? [{ name, file, overlays: job?.overlays ?? [] }] : [];
    }),
  );
  return places.flat();
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false, // a folder without a document of its own, such as one of overlays
  );

/** The specification, or the name of its folder where the document has errors. */
async function readSpecification({ name, file, overlays }: Place): Promise<Specification | string> {
  const [{ api }, { document }] = await Promise.all([readApi(file, { overlays }), bundle(file, { overlays })]);
  return api === undefined || document === undefined ? name : { name, api, json: JSON.stringify(document) };
}
