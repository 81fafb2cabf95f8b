// @ts-check
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Type stripping without a flag, `node:sqlite` and synchronous hooks all came by here. */
const OLDEST = { major: 22, minor: 18 };

/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Set for the second start, so that a Node that does not become better is not started for ever. */
const RESTARTED = 'OPENXS2A_RESTARTED';

/**
 * Runs `main` of the entry module here if this Node can, else in a Node that can.
 * @param {{ entry: URL, condition: string | undefined, script: string }} program
 * @returns {Promise<number>} the exit code
 */
export async function start({ entry, condition, script }) {
  const able = isAble(process.versions.node);
  if (able && (condition === undefined || hasCondition(condition))) {
    const { main } = await import(entry.href);
    await main();
    return Number(process.exitCode ?? 0);
  }
  const node = able ? process.execPath : findNode(script);
  if (node === undefined || (!able && process.env[RESTARTED] !== undefined)) return refuse();
  return restart(node, condition, fileURLToPath(script));
}

/** @param {string} version */
export function isAble(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** @param {string} condition */
function hasCondition(condition) {
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)];
  return given.some(
    (arg, index) => arg === `--conditions=${condition}` || (isSwitch(arg) && given[index + 1] === condition),
  );
}

/** @param {string} arg */
function isSwitch(arg) {
  return arg === '--conditions' || arg === '-C';
}

/**
 * The Node that npm installed beside this package.
 * @param {string} script
 */
function findNode(script) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const manifest = createRequire(script).resolve(`node-${system}-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined; // none for this machine, or installed without optional dependencies
  }
}

function refuse() {
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  process.stderr.write(`openxs2a needs Node ${oldest} or newer; this is ${process.versions.node}.\n`);
  process.stderr.write(
    'Install a newer one, or install this package with its optional dependencies, which bring one.\n',
  );
  return 2;
}

/**
 * @param {string} node
 * @param {string | undefined} condition
 * @param {string} script
 * @returns {Promise<number>}
 */
function restart(node, condition, script) {
  const flags = condition === undefined ? [] : [`--conditions=${condition}`];
  const child = spawn(node, [...flags, script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [RESTARTED]: '1' },
  });
  // the terminal signals the whole group: the child decides when to end, and how
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
