import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateInto } from '../support/generate-into.ts';
import { OFFICIAL } from '../support/official.ts';
import { ROOT } from '../support/processes.ts';
import type { Interface } from './interface.ts';

/** The newest of the standard's own files of this interface that lie beside the repository. */
const NEWEST = OFFICIAL.filter(({ name }) => name.startsWith('psd2-api'))
  .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))
  .at(-1);

export const OFFICIAL_VERSION = NEWEST?.name;

/** Says which payment a path means; the published files leave that to their prose. */
const PAYMENTS = join(ROOT, 'test/contract/fixtures/payments.overlay.yaml');

/** What our generators make of that file; undefined where there is none. */
export async function loadOfficial(): Promise<Interface | undefined> {
  if (NEWEST === undefined) return undefined;
  const { folder } = await generateInto('conformance-official', NEWEST.file, { overlays: [PAYMENTS], name: 'Api' });
  const load = (path: string) => import(pathToFileURL(join(folder, path)).href);
  const [{ descriptors }, { validators }] = await Promise.all(['descriptors.ts', 'validators/index.ts'].map(load));
  return { descriptors, validators };
}
