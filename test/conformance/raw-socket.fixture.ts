import { connect } from 'node:tls';
import type { TestBank, TestTpp } from '@openxs2a/bank/testing';
import type { Answer } from './interface.ts';

export interface RawSocket {
  /** Sends these bytes over mutual TLS, and says all that came until the bank ended the connection. */
  exchange(bytes: Uint8Array): Promise<Buffer>;
}

export function createRawSocket(bank: Pick<TestBank, 'url' | 'trust'>, { qwac }: TestTpp): RawSocket {
  const { port } = new URL(bank.url);
  const ca = bank.trust.serverAnchors;
  return {
    exchange: (bytes) =>
      new Promise((resolve) => {
        const socket = connect({ host: '127.0.0.1', port: Number(port), servername: 'localhost', ca, ...qwac });
        const parts: Buffer[] = [];
        socket.on('data', (part: Buffer) => void parts.push(part));
        // a bank that cuts a connection may do so while we still write; that it ends is what counts
        socket.on('error', () => undefined);
        socket.once('close', () => resolve(Buffer.concat(parts)));
        socket.once('secureConnect', () => socket.write(bytes));
      }),
  };
}

/** The answers on a connection, less those that only say to go on. Throws TypeError for what is no HTTP. */
export function readAnswers(bytes: Buffer, method = 'GET'): readonly Answer[] {
  const answers: Answer[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const { answer, length } = readOne(rest, method);
    if (answer.status >= 200) answers.push(answer);
    rest = rest.subarray(length);
  }
  return answers;
}

function readOne(bytes: Buffer, method: string): { readonly answer: Answer; readonly length: number } {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const [, status] = /^HTTP\/1\.1 ([1-5]\d\d) /.exec(first) ?? [];
  if (status === undefined) throw new TypeError(`This is no answer: ${bytes.subarray(0, 200).toString('latin1')}`);
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.replace(/^[^:]*:/, '').trim()]),
  );
  const start = end + 4;
  const isEmpty = method === 'HEAD' || status === '204' || status.startsWith('1');
  const [body, length] = isEmpty ? [Buffer.of(), 0] : readBody(headers, bytes.subarray(start));
  const text = body.toString('utf8');
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { answer: { status: Number(status), headers, type, text }, length: start + length };
}

/** The body, and how many bytes it took. */
function readBody(headers: Headers, bytes: Buffer): readonly [body: Buffer, length: number] {
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes);
  const length = Number(headers.get('content-length') ?? bytes.length);
  return [bytes.subarray(0, length), length];
}

function readChunks(bytes: Buffer): readonly [body: Buffer, length: number] {
  const chunks: Buffer[] = [];
  for (let start = 0; ; ) {
    const line = bytes.indexOf('\r\n', start);
    const size = Number.parseInt(bytes.subarray(start, line).toString('latin1'), 16);
    if (line < 0 || Number.isNaN(size)) throw new TypeError('The answer ends in the middle of a chunk.');
    start = line + 2 + size + 2;
    if (size === 0) return [Buffer.concat(chunks), start];
    chunks.push(bytes.subarray(line + 2, line + 2 + size));
  }
}
