import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { peakOf, secondsOf } from './process-texts.ts';

export interface ProcessCall {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Seconds, and the most memory in MB that the process had at one time. */
export interface ProcessFigures {
  readonly [metric: string]: number;
  readonly wall: number;
  /** Of the process and of those that it started and waited for. */
  readonly cpu: number;
  /** NaN where the system does not tell. */
  readonly memory: number;
}

/** Some shell has to start the process: only a parent that waits for it learns its CPU time. */
const SCRIPT = '"$@" & pid=$!; echo "$pid" >&3; wait "$pid"; code=$?; times >&3; exit "$code"';
const POLL_MS = 20;

/** Runs a process of its own to its end. Throws with what it wrote if it fails. */
export async function measureProcess({ command, cwd, env }: ProcessCall): Promise<ProcessFigures> {
  const begin = performance.now();
  const child = spawn('sh', ['-c', SCRIPT, 'sh', ...command], {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const memory = watchMemory(child.stdio[3] as Readable);
  const output = Promise.all([text(child.stdout as Readable), text(child.stderr as Readable)]);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const wall = (performance.now() - begin) / 1000;
  const written = (await output).join('');
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}.\n${written.slice(-4000)}`);
  return { wall, ...(await memory) };
}

/** The shell tells the process id first and, when it is over, what time its children took. */
async function watchMemory(pipe: Readable): Promise<{ cpu: number; memory: number }> {
  let said = '';
  let memory = Number.NaN;
  const timer = setInterval(() => {
    const peak = readPeak(Number.parseInt(said, 10));
    if (!(memory >= peak) && !Number.isNaN(peak)) memory = peak;
  }, POLL_MS);
  for await (const chunk of pipe.setEncoding('utf8')) said += chunk;
  clearInterval(timer);
  return { cpu: secondsOf(said), memory };
}

function readPeak(pid: number): number {
  try {
    return Number.isNaN(pid) ? Number.NaN : peakOf(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return Number.NaN; // it has just ended, or the system has no /proc
  }
}
