import { connect, type TLSSocket } from 'node:tls';
import type { Pem } from '../setting.ts';

export interface Target {
  readonly port: number;
  /** What the client shows, where it is asked. */
  readonly client?: Pem;
  readonly anchors: string;
  /** Where it comes from: one of those of this machine. */
  readonly localAddress?: string;
}

export interface Response {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** A connection that is kept alive, for one request after the other. */
export interface Connection {
  send(request: Buffer): Promise<Response>;
  /** False once either side has ended it. */
  isOpen(): boolean;
  close(): void;
}

/**
 * A client that does no more than is needed to know that an answer is whole: what it costs, the server cannot have on a
 * machine that they share.
 */
export async function openConnection({ port, client, anchors, localAddress }: Target): Promise<Connection> {
  const from = localAddress === undefined ? {} : { localAddress };
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: anchors, ...client, ...from });
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  return createExchange(socket.setNoDelay());
}

function createExchange(socket: TLSSocket): Connection {
  let parts: Buffer[] = [];
  let missing: number | undefined;
  let waiting: PromiseWithResolvers<Response> | undefined;
  const fail = (error: unknown) => waiting?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error('The server has closed a connection.')));
  socket.on('data', (part) => {
    parts.push(part);
    missing = missing === undefined ? measureMissing(parts) : missing - part.length;
    if (missing === undefined || missing > 0) return;
    const whole = parts.length === 1 ? part : Buffer.concat(parts);
    parts = [];
    missing = undefined;
    waiting?.resolve(split(whole));
  });
  return {
    send(request) {
      waiting = Promise.withResolvers();
      socket.write(request);
      return waiting.promise;
    },
    isOpen: () => !socket.destroyed && socket.writable && socket.readable,
    close: () => void socket.destroy(),
  };
}

/** How many bytes have not come yet; undefined as long as that cannot be told. */
function measureMissing(parts: readonly Buffer[]): number | undefined {
  const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end)) ?? [];
  if (length !== undefined) return end + 4 + Number(length) - bytes.length;
  // in chunks: nothing follows the last, since the next request waits for it
  return bytes.subarray(-5).equals(LAST_CHUNK) ? 0 : undefined;
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

function split(whole: Buffer): Response {
  const end = whole.indexOf('\r\n\r\n');
  const head = whole.toString('latin1', 0, end);
  return { status: Number(head.slice(9, 12)), head, body: whole.subarray(end + 4) };
}
