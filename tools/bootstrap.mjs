#!/usr/bin/env node
// What `npm start`, `npm test` and `npm run bench` run first. Invariant: whatever they start runs on the Node 24 that
// the lock file pins, with exactly the dependencies that the lock file names; a fresh clone needs no command before.
// Plain JavaScript for Node 20, without a dependency: nothing may be installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const marker = join(modules, '.openxs2a-lock');
const NODE_MAJOR = 24;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const TASKS = {
  start: 'tools/sandbox/src/main.ts',
  test: 'tools/checks/src/run-tests.ts',
  bench: 'tools/bench/src/main.ts',
};

const [task = '', ...args] = process.argv.slice(2);
const entry = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
if (entry === undefined) fail(`usage: node tools/bootstrap.mjs ${Object.keys(TASKS).join('|')} [arguments]`);

const fresh = install();
const node = findNode();
// Emitted code finds its runtime as its users will: compiled.
if (
  fresh &&
  (await runNode('node_modules/nx/dist/bin/nx.js', ['run', '@openxs2a/runtime:build', '--outputStyle=static'])) !== 0
) {
  fail('The runtime of generated code could not be built; its messages are above.');
}
process.exit(await runNode(entry, args));

/** Runs a script on the Node of the lock file, with its tools on the path. */
async function runNode(script, scriptArgs) {
  const PATH = [join(modules, '.bin'), process.env.PATH].join(delimiter);
  const NODE_OPTIONS = '--conditions=@openxs2a/source --disable-warning=ExperimentalWarning';
  const env = { ...process.env, PATH, NODE_OPTIONS };
  const run = spawn(node, [join(root, script), ...scriptArgs], { cwd: root, stdio: 'inherit', env });
  run.once('error', (error) => fail(`cannot start ${node}: ${error.message}`));
  // What runs decides how it ends. A terminal has told it already; telling it again does no harm.
  for (const signal of SIGNALS) process.on(signal, () => run.kill(signal));
  // A shell between npm and this process dies of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || run.kill('SIGTERM'), 500).unref();
  const [code, signal] = await once(run, 'exit');
  return code ?? 128 + constants.signals[signal];
}

/** Installs what the lock file names, where that is not what is there; says whether it did. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return false;
  console.error('Installing the dependencies that package-lock.json names ...');
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(command, [...prefix, 'ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (result.status !== 0) fail('npm ci failed; its messages are above.');
  writeFileSync(marker, lock);
  return true;
}

/** The Node that came with the dependencies; where there is none for this machine, its own if it is new enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = join(modules, `node-${platform}-${process.arch}`, 'bin', binary);
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return fail(
    `There is no bundled Node for ${process.platform} ${process.arch}, and this one is ${process.version}; install Node ${NODE_MAJOR} or newer.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
