import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';

export type NodeServer = HttpServer | HttpsServer;

/**
 * Ends a server: takes no connection any more, closes those that wait, lets requests that are being answered end, and
 * after `gracePeriod` milliseconds cuts what is left. The second call gets the promise of the first.
 */
export function createCloser(server: NodeServer): (gracePeriod: number) => Promise<void> {
  // Connections in their handshake are not yet known to the http server.
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  let closing: Promise<void> | undefined;
  server.on('request', (_, response) => {
    // A connection that is kept alive is idle from here on, and would outlive the answer.
    response.once('close', () => closing !== undefined && setImmediate(() => server.closeIdleConnections()));
  });
  return (gracePeriod) => {
    closing ??= close(server, open, gracePeriod);
    return closing;
  };
}

async function close(server: NodeServer, open: ReadonlySet<Socket>, gracePeriod: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const cut = setTimeout(() => {
    for (const socket of open) socket.destroy();
  }, gracePeriod);
  await promise;
  clearTimeout(cut);
}
