import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BENCH } from '../paths.ts';
import type { ServerContestant } from './contestant.ts';

export type Told =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'cpu'; readonly micros: number };

/** A contestant that listens. */
export interface StartedServer extends ServerContestant {
  readonly url: string;
  /** User and system time of its process so far, in microseconds. */
  readCpu(): Promise<number>;
  stop(): void;
}

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));

export async function startServer(contestant: ServerContestant): Promise<StartedServer> {
  const child = fork(HOST, [contestant.module], { cwd: BENCH });
  const port = await hear(child, (told) => (told.kind === 'listening' ? told.port : undefined));
  return {
    ...contestant,
    url: `http://127.0.0.1:${port}`,
    readCpu: () => {
      const answer = hear(child, (told) => (told.kind === 'cpu' ? told.micros : undefined));
      child.send('cpu');
      return answer;
    },
    stop: () => void child.kill(),
  };
}

function hear(child: ChildProcess, read: (told: Told) => number | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (code: unknown) => reject(new Error(`A server ended with ${code}.`));
    const listen = (message: unknown) => {
      // only `host.ts` talks on this channel
      const value = read(message as Told);
      if (value === undefined) return;
      child.off('message', listen).off('exit', fail);
      resolve(value);
    };
    child.on('message', listen).once('exit', fail);
  });
}
