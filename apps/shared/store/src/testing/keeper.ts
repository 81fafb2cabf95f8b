// Runs a PostgreSQL for as long as somebody holds the other end of stdin, so that it ends with its user however that ends,
// and removes its files. Answers `{"url": …}` when it is up; any line kills it and brings it up again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBinaries } from './binaries.ts';

const found = findBinaries();
if (!found.available) throw new Error(found.reason);
const { initdb, postgres, user } = found.binaries;
const folder = mkdtempSync(join(tmpdir(), 'openxs2a-postgresql-'));
const password = randomBytes(16).toString('hex');
const port = await findFreePort();
// a server of tests outlives its processes, not the machine; of two values of one setting the last counts
const flags = [
  'fsync=off',
  'shared_buffers=32MB',
  'max_connections=200',
  'unix_socket_directories=',
  'log_min_messages=log',
  ...process.argv.slice(2),
];
let server: ChildProcess | undefined;
let ending = false;

// Ctrl-C is for the one whose tests these are; this ends when that has ended
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));

const commands = createInterface({ input: process.stdin });
commands.on('close', end);
commands.on('line', async () => {
  await stop('SIGKILL');
  await start();
  answer();
});
createCluster();
await start();
answer();

async function end(): Promise<void> {
  ending = true;
  await stop('SIGQUIT');
  process.exit();
}

function createCluster(): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (user !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
  const { status, stderr } = spawnSync(
    initdb,
    [`--pgdata=${join(folder, 'cluster')}`, '--encoding=UTF8', '--locale=C', ...options],
    { ...user, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
}

/** Until it answers: right after a crash, what is left of the server before may still be about to end. */
async function start(): Promise<void> {
  const settings = [...flags, 'listen_addresses=127.0.0.1'].flatMap((flag) => ['-c', flag]);
  for (let attempts = 1; ; attempts += 1) {
    const child = spawn(postgres, ['-D', join(folder, 'cluster'), '-p', String(port), ...settings], { ...user });
    server = child;
    let words = '';
    const ready = new Promise<boolean>((resolve) => {
      child.stderr.on('data', (chunk) => {
        words += String(chunk);
        if (words.includes('ready to accept connections')) resolve(true);
      });
      child.once('exit', () => resolve(false));
    });
    if ((await ready) || ending) return;
    if (attempts === 50) throw new Error(`postgres: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(signal);
  await exited;
}

function answer(): void {
  console.log(JSON.stringify({ url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres` }));
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
