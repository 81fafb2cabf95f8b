import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL of one's own. */
export interface Cluster {
  /** Of its superuser, on this machine only. */
  readonly url: string;
  /** Kills it with SIGKILL and brings it up again. */
  crash(): Promise<void>;
  /** Ends it and removes its files, as the end of this process does. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Settings of the server in place of its own: `fsync=on` for one that outlives the machine. */
  readonly settings?: readonly string[];
}

/** Brings up a PostgreSQL of the npm packages. Takes a second; rejects with what it said where it does not come up. */
export async function startCluster({ settings = [] }: ClusterOptions = {}): Promise<Cluster> {
  const program = join(import.meta.dirname, 'keeper.ts');
  const keeper = spawn(process.execPath, [program, ...settings], { stdio: ['pipe', 'pipe', 'pipe'] });
  let words = '';
  keeper.stderr.on('data', (chunk) => {
    words += String(chunk);
  });
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const nextUrl = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`PostgreSQL did not come up. ${words}`);
    // the keeper's answer
    return (JSON.parse(value) as { url: string }).url;
  };
  const url = await nextUrl();
  const exited = once(keeper, 'exit');
  return {
    url,
    async crash() {
      keeper.stdin.write('crash\n');
      await nextUrl();
    },
    async stop() {
      keeper.stdin.end();
      await exited;
    },
  };
}
