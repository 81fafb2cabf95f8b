import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const OWN = join(import.meta.dirname, '../../assets');
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** All that pages may load. Nothing else of either folder is served. */
const FILES: Readonly<Record<string, string>> = {
  'page.css': OWN,
  'explorer.css': OWN,
  'explorer.js': OWN,
  'search.js': OWN,
  'icon.svg': OWN,
  'swagger-ui.css': SWAGGER_UI,
  'swagger-ui-bundle.js': SWAGGER_UI,
};

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `undefined` where there is no such asset. */
export async function findAsset(name: string): Promise<Asset | undefined> {
  const folder = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (folder === undefined) return undefined;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return { type, bytes: new Uint8Array(await readFile(join(folder, name))) };
}
