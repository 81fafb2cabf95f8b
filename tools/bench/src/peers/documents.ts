import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, findOfficialDocument, OWN_DOCUMENT, SCRATCH, WORKSPACE } from '../paths.ts';
import { runNode } from './run-node.ts';

export interface InputDocument {
  readonly file: string;
  readonly name: string;
}

/** Our own specification as one file: peers that cannot follow references into other files read the same thing. */
export async function bundleOwnDocument(): Promise<InputDocument> {
  const file = join(SCRATCH, 'documents', 'xs2a.json');
  mkdirSync(join(SCRATCH, 'documents'), { recursive: true });
  await runNode([CLI, 'bundle', OWN_DOCUMENT, '--out', file], WORKSPACE);
  return { file, name: 'specs/xs2a, bundled' };
}

/** The largest document that is there: the official one, else ours. */
export async function findLargeDocument(): Promise<InputDocument> {
  const file = findOfficialDocument();
  return file === undefined ? bundleOwnDocument() : { file, name: 'NextGenPSD2 1.3.11, the official file' };
}
