import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a client has sent. */
export interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** What a bank says: whatever a bank may say, right or wrong. */
export interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface LoopbackBank {
  readonly url: string;
  readonly sent: readonly Sent[];
}

/** A bank on this machine that says what it is told, and knows what it was sent; it ends with the test. */
export async function startLoopbackBank(say: (sent: Sent) => Said): Promise<LoopbackBank> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const one = { method: request.method ?? '', target: request.url ?? '', headers: request.headers };
    sent.push(one);
    request.resume().once('end', () => write(response, say(one)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // a TCP listener has an address with a port
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

function write(response: ServerResponse, { status, headers = {}, body }: Said): void {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { 'X-Request-ID': crypto.randomUUID(), ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
