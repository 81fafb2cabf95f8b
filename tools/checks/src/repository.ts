import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Package, SourceText } from './boundaries.ts';

export const ROOT = join(import.meta.dirname, '../../..');

/** The sources and packages of this repository, built and temporary files left out. */
export function readRepository(): { readonly files: SourceText[]; readonly packages: Package[] } {
  return { files: readFiles('{generators,generated,apps,tools,test}/**/*.{ts,mts,js,mjs}'), packages: readPackages() };
}

export function readFiles(pattern: string): SourceText[] {
  return globSync(pattern, { cwd: ROOT, exclude: (name) => /(^|\/)(node_modules|dist|\.tmp|bench)(\/|$)/.test(name) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly openxs2a?: { readonly composes?: readonly string[] };
}

function readPackages(): Package[] {
  const read = readFiles('{generators,generated,apps,tools,test}/**/package.json').map(({ path, text }) => {
    const manifest: Manifest = JSON.parse(text);
    const folder = path.replace(/\/package\.json$/, '');
    return { ...manifest, folder, composes: manifest.openxs2a?.composes ?? [] };
  });
  const composed = new Set(read.flatMap(({ composes }) => composes));
  return read.map(({ name, folder, composes, exports = {} }) => ({
    name,
    folder,
    composes,
    subpaths: Object.keys(exports),
    app: composed.has(name) || existsSync(join(ROOT, folder, 'src/main.ts')),
  }));
}
