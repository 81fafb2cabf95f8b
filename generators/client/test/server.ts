import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What arrived, as it was on the wire. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

export type Answer = (arrived: Arrived, response: ServerResponse) => void;

/** A server that answers as the test in progress says, and keeps what arrived. */
export interface TestServer {
  readonly port: number;
  readonly arrived: Arrived[];
  answer: Answer;
  close(): Promise<void>;
}

export async function startServer(tls?: ServerOptions): Promise<TestServer> {
  const arrived: Arrived[] = [];
  const listener: RequestListener = async (request, response) => {
    const bytes = Buffer.concat(await request.toArray());
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, bytes };
    arrived.push(one);
    test.answer(one, response);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const test: TestServer = {
    port,
    arrived,
    answer: (_, response) => response.writeHead(500).end(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return test;
}

/** An answer of the given status, headers and body. */
export function reply(status: number, headers: Record<string, string>, body: string | Uint8Array = ''): Answer {
  return (_, response) => response.writeHead(status, headers).end(body);
}
