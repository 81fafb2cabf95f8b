import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmitOptions, printPreamble } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { CLIENT_PLUGIN, clientPlugin, type HeyApi, TRANSPORT_FOLDER } from './client-plugin.ts';
import { formatClient } from './format.ts';
import { readTransport } from './transport-files.ts';
import { readTransportLicense } from './transport-license.ts';

/**
 * The client of an Api: `client/index.ts` with a method per operation, and beside it, in `client/transport`, the
 * fetch client of @hey-api/openapi-ts that it sends with, and its licence.
 */
export async function emitClient(api: Api, options: EmitOptions): Promise<Map<string, string>> {
  // Loaded on demand, because it brings the TypeScript compiler with it.
  const heyApi = await import('@hey-api/openapi-ts');
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  try {
    await runHeyApi(heyApi, api, options, folder).catch(explain);
    const files = await readTransport(folder, options);
    const client = await readFile(join(folder, `${CLIENT_PLUGIN}.ts`), 'utf8');
    const license = await readTransportLicense();
    return new Map([
      ['client/index.ts', formatClient(client)],
      [`client/${TRANSPORT_FOLDER}/LICENSE.md`, license],
      ...files,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** hey-api is fed an empty document, so that it contributes its fetch client and nothing of its own reading. */
async function runHeyApi(heyApi: HeyApi, api: Api, options: EmitOptions, folder: string): Promise<void> {
  await heyApi.createClient({
    input: { openapi: '3.1.0', info: { title: api.title, version: api.version }, paths: {} },
    output: {
      path: folder,
      clean: false,
      entryFile: false,
      fileName: { suffix: null },
      // Files that the plugin host prints are known to it, those of the fetch client are copied and are not.
      header: ({ file }) => (file === undefined ? transportHeader(options) : headerLines(options)),
      module: { extension: options.importExtension },
      tsConfigPath: null,
    },
    // A configuration of hey-api's own that lies in the current folder is somebody else's.
    configFile: join(folder, 'none.json'),
    logs: { level: 'silent', file: false },
    plugins: ['@hey-api/client-fetch', clientPlugin(heyApi, api, options)],
  });
}

/** hey-api wraps what its plugins throw in an error without words. */
function explain(cause: unknown): never {
  throw new Error('hey-api could not print the client', { cause });
}

function headerLines({ preamble }: EmitOptions): string[] {
  return printPreamble(preamble).trimEnd().split('\n');
}

/** `@ts-nocheck` keeps stricter settings than its authors use from failing on their code, while its types stay. */
function transportHeader(options: EmitOptions): string[] {
  const origin = '// The fetch client of @hey-api/openapi-ts 0.99.0, Copyright (c) Hey API, MIT License.';
  return [...headerLines(options), origin, '// @ts-nocheck'];
}
