import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmitOptions } from '@openxs2a/emit';
import { emitDescriptors } from '@openxs2a/generate-server';
import { emitTypes } from '@openxs2a/generate-types';
import { type Api, readApi } from '@openxs2a/ir';
import { emitClient } from '../src/index.ts';

export const LIBRARY = join(import.meta.dirname, 'fixtures', 'library.yaml');

export const OPTIONS: EmitOptions = {
  name: 'Library',
  importExtension: '.ts',
  runtime: '@openxs2a/runtime',
  preamble: {
    generator: 'generator',
    version: '1.0.0',
    command: 'generate library',
    source: 'library.yaml',
    sourceVersion: '1.0.0',
    sha256: '0'.repeat(64),
  },
};

export async function readLibrary(): Promise<Api> {
  const { api, diagnostics } = await readApi(LIBRARY);
  if (api === undefined) throw new TypeError(`the fixture does not read: ${JSON.stringify(diagnostics)}`);
  return api;
}

/** Types, descriptors and client of the fixture, in a folder of this package that is made anew. */
export async function generateLibrary(name: string, options: Partial<EmitOptions> = {}): Promise<string> {
  const folder = join(import.meta.dirname, '..', '.tmp', name);
  const api = await readLibrary();
  const all = { ...OPTIONS, ...options };
  await rm(folder, { recursive: true, force: true });
  const files = [...emitTypes(api, all), ...emitDescriptors(api, all), ...(await emitClient(api, all))];
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
