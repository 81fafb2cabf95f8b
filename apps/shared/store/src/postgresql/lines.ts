import type { PoolClient } from 'pg';

/** Connections that several use at once: statements are sent without waiting for answers, which come in the same order. */
export interface Lines {
  /** Whether one of them may take more: who waits on a line waits as long as it takes. */
  hasRoom(): boolean;
  run<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** Once nobody uses them any more. */
  close(): Promise<void>;
}

interface Line {
  readonly client: Promise<PoolClient>;
  users: number;
}

const MOST_USERS = 50;

/** Opens a line when it is needed, and another in its place when it breaks. The one that the fewest use is taken. */
export function createLines(connect: () => Promise<PoolClient>, count: number): Lines {
  const lines = Array.from({ length: count }, (): Line | undefined => undefined);
  const open = (place: number): Line => {
    const line = { client: connect(), users: 0 };
    const drop = () => {
      if (lines[place] === line) lines[place] = undefined;
    };
    const watch = (client: PoolClient) =>
      client.once('error', () => {
        drop();
        client.release(true);
      });
    line.client.then(watch, drop);
    lines[place] = line;
    return line;
  };
  const countUsers = () => lines.map((line) => line?.users ?? 0);
  return {
    hasRoom: () => countUsers().some((users) => users < MOST_USERS),
    async run(work) {
      const users = countUsers();
      const place = users.indexOf(Math.min(...users));
      const line = lines[place] ?? open(place);
      line.users += 1;
      try {
        return await work(await line.client);
      } finally {
        line.users -= 1;
      }
    },
    async close() {
      // one that could not be opened is none
      const clients = await Promise.allSettled(lines.splice(0).map((line) => line?.client));
      for (const opened of clients) if (opened.status === 'fulfilled') opened.value?.release();
    },
  };
}
