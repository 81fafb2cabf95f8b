import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  /** What it has written to standard output up to now. */
  out(): string;
  /** Resolves once standard output has the text, or it has ended. */
  waitFor(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Milliseconds that a test may take which starts it: four seconds of work, on a machine that may have other work. */
export const LIMIT = 180_000;

const NODE_OPTIONS = '--conditions=@openxs2a/source --disable-warning=ExperimentalWarning';

/** Runs a script of this package as npm does, on ports that the system chooses unless others are given. */
export function start(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', DATABASE_URL: '', NODE_OPTIONS, ...env },
  });
  const written = { out: '', err: '' };
  const waiting = new Set<() => void>();
  for (const [stream, name] of [[child.stdout, 'out'] as const, [child.stderr, 'err'] as const]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...written }));
  const seen = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => written.out.includes(text) && resolve();
      waiting.add(look);
      look();
    });
  return {
    out: () => written.out,
    waitFor: (text) => Promise.race([seen(text), ended.then(() => {})]),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** The same, ended with the test whatever happens. */
export function startInTest(...args: Parameters<typeof start>): Started {
  const started = start(...args);
  onTestFinished(() => started.kill('SIGKILL'));
  return started;
}

/** A folder that the tests of a file share. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How many ports it listens on, one after the other. */
export const PORTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** As many ports in a row that others have. */
export async function takePorts(): Promise<{ readonly port: number; readonly servers: readonly Server[] }> {
  for (let port = 20_000; port < 60_000; port += 97) {
    const servers = await Promise.all(PORTS.map((step) => takePort(port + step)));
    const taken = servers.filter((server) => server !== undefined);
    if (taken.length === PORTS.length) return { port, servers: taken };
    for (const server of taken) server.close();
  }
  throw new Error('Not so many ports in a row are free.');
}

export async function takePort(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, '127.0.0.1');
  return once(server, 'listening').then(
    () => server,
    () => undefined, // another program has it
  );
}
