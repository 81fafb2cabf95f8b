import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

/** Of those that systems give to connections that go out, any may be taken by the time that it is listened on. */
const BELOW_CONNECTIONS = [10_240, 32_768] as const;
const TRIES = 100;

/** A free TCP port for what has to know it before it listens: nobody takes it meanwhile but who wants this very one. */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(...BELOW_CONNECTIONS);
    if (await isFreePort(port, host)) return port;
  }
  throw new Error('No port is free.');
}

/** False where the port is taken, or not for us to take. */
export async function isFreePort(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code));
    if (isTaken) return false;
    throw error;
  } finally {
    if (server.listening) await promisify(server.close.bind(server))();
  }
}
