// The arrows of the architecture: specs -> generators -> generated -> apps; tools and test look at everything and
// nothing looks at them. Would two competing parties run the same code, it is in apps/shared; a party never imports
// another party's code, and an app never imports an app. A party's processes are put together by one package that says in
// its package.json which apps it composes (`"openxs2a": { "composes": [...] }`); it alone imports them. Beside that, path
// segments are the rule, so that no list can go stale.
import { dirname, join, normalize } from 'node:path/posix';

export interface SourceText {
  /** Path from the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Package {
  readonly name: string;
  /** Its folder from the root of the repository. */
  readonly folder: string;
  /** The keys of `exports`. */
  readonly subpaths: readonly string[];
  /** Whether it is started, not linked: it has a main.ts, or another package composes it. */
  readonly app: boolean;
  /** The apps that it makes processes of. */
  readonly composes: readonly string[];
}

export interface Violation {
  readonly path: string;
  readonly module: string;
  readonly rule: string;
}

/** Which layers a layer may import, besides itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  generators: [],
  generated: ['generators'],
  apps: ['generated', 'generators'],
  tools: ['generators', 'generated', 'apps'],
  test: ['generators', 'generated', 'apps', 'tools'],
};

/** Every import that goes where no arrow points. */
export function findViolations(files: readonly SourceText[], packages: readonly Package[]): Violation[] {
  return files.flatMap((file) =>
    modulesOf(file.text).flatMap((module): Violation[] => {
      const rule = checkImport(file.path, module, packages);
      return rule === undefined ? [] : [{ path: file.path, module, rule }];
    }),
  );
}

/** What a module imports, statically, dynamically or by re-export. */
export function modulesOf(text: string): string[] {
  const statements = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g;
  const bare = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [statements, bare, dynamic].flatMap((pattern) => [...text.matchAll(pattern)].map(([, module = '']) => module));
}

function checkImport(path: string, module: string, packages: readonly Package[]): string | undefined {
  const from = packageOf(path, packages);
  if (module.startsWith('.')) {
    const target = normalize(join(dirname(path), module));
    if (from === undefined) return undefined;
    return target.startsWith(`${from.folder}/`) ? undefined : 'a relative import stays inside its package';
  }
  const to = packages.find(({ name }) => module === name || module.startsWith(`${name}/`));
  if (to === undefined) return undefined;
  const subpath = `.${module.slice(to.name.length)}`;
  if (!to.subpaths.includes(subpath)) return 'a package is imported by what its "exports" lists';
  return checkArrow(path, from, to);
}

function packageOf(path: string, packages: readonly Package[]): Package | undefined {
  return packages.find(({ folder }) => path.startsWith(`${folder}/`));
}

function checkArrow(path: string, from: Package | undefined, to: Package): string | undefined {
  if (from === to) return undefined;
  const [layer = ''] = path.split('/');
  const [target = ''] = to.folder.split('/');
  if (layer !== target && !LAYERS[layer]?.includes(target)) return `${layer} does not import ${target}`;
  if (layer === 'generated' && to.name !== '@openxs2a/runtime')
    return 'generated code imports the runtime and nothing else of the generators';
  if (layer === 'apps' && target === 'generators' && to.name !== '@openxs2a/runtime')
    return 'apps import generated code and the runtime, no generator';
  return layer === 'apps' && target === 'apps' ? checkParty(path, from, to) : undefined;
}

function checkParty(path: string, from: Package | undefined, to: Package): string | undefined {
  const [, party = ''] = path.split('/');
  const [, owner = ''] = to.folder.split('/');
  if (to.app && !from?.composes.includes(to.name)) return 'an app is imported by what composes it alone';
  if (owner === 'shared' || owner === party) return undefined;
  return party === 'shared' ? 'shared code imports no party' : 'a party never imports the code of another';
}
