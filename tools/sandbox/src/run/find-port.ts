import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { HOST } from './listen.ts';

export interface FoundPort {
  readonly port: number;
  /** Set where the port that was wanted is taken by something else. */
  readonly taken?: number;
}

/** The port, or a free one where it is taken: for what has to know its port before it listens. */
export async function findPort(wanted: number): Promise<FoundPort> {
  const port = await tryPort(wanted);
  if (port !== undefined) return { port };
  return { port: (await tryPort(0)) ?? 0, taken: wanted };
}

export const isFree = async (port: number) => (await tryPort(port)) !== undefined;

/** `undefined` where the port is taken, or not for us to take. */
async function tryPort(wanted: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(wanted, HOST);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code));
    if (isTaken) return undefined;
    throw error;
  } finally {
    if (server.listening) await promisify(server.close.bind(server))();
  }
}
