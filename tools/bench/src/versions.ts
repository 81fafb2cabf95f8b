import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH, WORKSPACE } from './paths.ts';

/** What is compared, by name: the peers that this package pins, and what both sides stand on. */
export function readVersions(): Readonly<Record<string, string>> {
  const own = read(join(BENCH, 'package.json'));
  const names = ['hono', '@hono/node-server', 'typebox'];
  const shared = names.map((name) => [name, read(join(WORKSPACE, 'node_modules', name, 'package.json')).version ?? '']);
  const peers = Object.entries(own.devDependencies ?? {});
  return Object.fromEntries([...peers, ...shared].map(([name, version]) => [name, version?.replace(/^npm:.*@/, '')]));
}

interface Manifest {
  readonly version?: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));
