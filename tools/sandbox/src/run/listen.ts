import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** Reachable from this machine only. */
export const HOST = '127.0.0.1';

export interface Listener {
  readonly url: string;
  /** Set where the port that was wanted is taken by something else. */
  readonly taken?: number;
  /** Ends open connections, too: browsers keep theirs for minutes. */
  close(): Promise<void>;
}

/** Serves an app on the port, or on another one where it is taken. */
export async function listen(app: Hono, port: number): Promise<Listener> {
  const server = createServer(getRequestListener(app.fetch));
  const isFree = await tryPort(server, port);
  if (!isFree) await tryPort(server, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return {
    url: `http://${HOST}:${address.port}`,
    ...(!isFree && { taken: port }),
    close: () => close(server),
  };
}

/** False where the port is taken, or not for us to take. */
async function tryPort(server: Server, port: number): Promise<boolean> {
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code));
    if (port !== 0 && isTaken) return false;
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
