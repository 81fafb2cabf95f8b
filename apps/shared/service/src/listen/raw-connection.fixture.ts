import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that sends exactly these bytes, and no more than it is told. */
export async function connectRaw(port: number, text = ''): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  // A connection that the server cuts may break with an error; that it ends is what counts.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').then(() => Buffer.concat(parts).toString('latin1'));
  socket.write(text);
  return { socket, closed };
}

export interface RawConnection {
  readonly socket: Socket;
  /** All that came, once the connection has ended. */
  readonly closed: Promise<string>;
}
