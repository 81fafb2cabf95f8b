import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH, PEERS } from '../paths.ts';

const MARKER = join(PEERS, '.openxs2a-lock');

/** Installs the peers that the lock file of this package names, where they are not what is there. */
export function installPeers(say: (text: string) => void): void {
  const lock = hashLock();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === lock) return;
  say('Installing the peers that tools/bench/package-lock.json names ...');
  const npm = process.env['npm_execpath'];
  const [command, prefix] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(command, [...prefix, 'ci', '--no-audit', '--no-fund'], {
    cwd: BENCH,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status !== 0) throw new Error('The peers could not be installed; the messages of npm are above.');
  writeFileSync(MARKER, lock);
}

function hashLock(): string {
  return createHash('sha256')
    .update(readFileSync(join(BENCH, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
}
