import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';
import type { EmitOptions } from '@openxs2a/emit';
import { TRANSPORT_FOLDER } from './client-plugin.ts';

/** Where hey-api's fetch client begins. */
const ENTRY = 'client/client.ts';

/**
 * The files of hey-api's fetch client that are reached from its entry, as they were written.
 */
export async function readTransport(folder: string, { importExtension }: EmitOptions): Promise<[string, string][]> {
  const texts = new Map<string, string>();
  const pending = [ENTRY];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (texts.has(path)) continue;
    const text = await readFile(join(folder, path), 'utf8');
    texts.set(path, text);
    pending.push(...importsOf(text, path, importExtension));
  }
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => [`client/${TRANSPORT_FOLDER}/${path}`, text]);
}

function importsOf(text: string, path: string, extension: string): string[] {
  return [...text.matchAll(/\bfrom '(\.\.?\/[^']+)'/g)].map(([, module = '']) =>
    join(dirname(path), `${module.slice(0, module.length - extension.length)}.ts`),
  );
}
