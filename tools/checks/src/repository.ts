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

function readPackages(): Package[] {
  return readFiles('{generators,generated,apps,tools,test}/**/package.json').map(({ path, text }) => {
    const manifest: { name: string; exports?: Record<string, unknown> } = JSON.parse(text);
    const folder = path.replace(/\/package\.json$/, '');
    return {
      name: manifest.name,
      folder,
      subpaths: Object.keys(manifest.exports ?? {}),
      app: existsSync(join(ROOT, folder, 'src/main.ts')),
    };
  });
}
