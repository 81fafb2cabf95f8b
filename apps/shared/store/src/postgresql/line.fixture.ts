import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a program and PostgreSQL, and cuts the line when it is told to. */
export interface Line {
  readonly url: string;
  /** Lets what the program sends next through, and cuts before the answer, or after so many pieces of answers. */
  cutBeforeAnswer(pieces?: number): void;
  /** Cuts now. */
  cut(): void;
  close(): Promise<void>;
}

export async function createLine(url: string): Promise<Line> {
  const { port, hostname } = new URL(url);
  const lines = new Set<readonly [Socket, Socket]>();
  let armed = false;
  let left = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const line = [near, far] as const;
    lines.add(line);
    for (const socket of line) socket.on('error', () => undefined).on('close', () => hangUp(line));
    near.pipe(far);
    far.on('data', (answer) => {
      if (armed && left === 0) hangUp(line);
      else near.write(answer);
      if (armed && left > 0) left -= 1;
    });
  });
  const hangUp = (line: readonly [Socket, Socket]): void => {
    lines.delete(line);
    for (const socket of line) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const own = new URL(url);
  own.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: own.href,
    cutBeforeAnswer(pieces = 0) {
      armed = true;
      left = pieces;
    },
    cut() {
      for (const line of lines) hangUp(line);
      armed = false;
    },
    async close() {
      server.close();
      for (const line of lines) hangUp(line);
      await once(server, 'close');
    },
  };
}
