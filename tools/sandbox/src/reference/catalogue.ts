import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findJobs } from '@openxs2a/generate';
import { createEdition, type Edition, type Place } from './edition.ts';
import { findOfficial } from './official.ts';

export interface Folders {
  /** The specifications of the project, a folder each. */
  readonly specs: string;
  /** The standard's own files, where somebody put them; it need not be there. */
  readonly official?: string;
}

/** Every document that can be shown, the project's own first. None is read yet. */
export async function findEditions({ specs, official }: Folders): Promise<readonly Edition[]> {
  const own = await findOwn(specs);
  const others = official === undefined ? [] : await findOfficial(official);
  return [...own, ...others.filter(({ name }) => own.every((place) => place.name !== name))].map(createEdition);
}

/** With the overlays that output is generated with. */
async function findOwn(folder: string): Promise<Place[]> {
  const [entries, jobs] = await Promise.all([readdir(folder, { withFileTypes: true }), findJobs(folder)]);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const places = await Promise.all(
    names.sort().map(async (name) => {
      const job = jobs.find(({ spec }) => spec.startsWith(join(folder, name, '/')));
      const file = job?.spec ?? join(folder, name, 'openapi.yaml');
      const place: Place = { name, origin: 'project', file, overlays: job?.overlays ?? [] };
      return (await isThere(file)) ? [place] : [];
    }),
  );
  return places.flat();
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false, // a folder without a document of its own, such as one of overlays
  );
