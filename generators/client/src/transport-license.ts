import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = '@hey-api/openapi-ts';

/** The terms of hey-api's fetch client, which ask to go with every copy of it. */
export async function readTransportLicense(): Promise<string> {
  const manifest = findPackageJSON(PACKAGE, import.meta.url);
  if (manifest === undefined) throw new TypeError(`${PACKAGE} is not installed`);
  return readFile(join(dirname(manifest), 'LICENSE.md'), 'utf8');
}
