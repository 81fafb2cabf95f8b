import type { Context as HonoContext } from 'hono';
import { findNodeRequest, type NodeRequest } from './incoming.ts';

const NONE = new Uint8Array(0);

export class BodyTooLargeError extends Error {}
/** The connection broke before the body was whole. */
export class BodyIncompleteError extends Error {}

/**
 * The bytes of the body. Counts while it reads: what Content-Length says is a hint to refuse early, nothing more.
 * Throws BodyTooLargeError and BodyIncompleteError.
 */
export async function readBody(c: HonoContext, limit: number): Promise<Uint8Array> {
  const { method, headers } = c.req.raw;
  if (method === 'GET' || method === 'HEAD') return NONE;
  if (Number(headers.get('content-length') ?? 0) > limit) throw new BodyTooLargeError();
  const node = findNodeRequest(c);
  if (node !== undefined && !node.readableDidRead) return readNode(node, limit);
  return c.req.raw.bodyUsed || c.req.raw.body === null ? readAgain(c, limit) : readStream(c.req.raw.body, limit);
}

/** A middleware has read it before: Hono has kept it. */
async function readAgain(c: HonoContext, limit: number): Promise<Uint8Array> {
  const bytes = c.req.raw.bodyUsed ? new Uint8Array(await c.req.arrayBuffer()) : NONE;
  if (bytes.length > limit) throw new BodyTooLargeError();
  return bytes;
}

async function readStream(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let chunk = await readChunk(reader); chunk !== undefined; chunk = await readChunk(reader)) {
    length += chunk.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new BodyTooLargeError();
    }
    chunks.push(chunk);
  }
  return join(chunks, length);
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw new BodyIncompleteError('The body broke off.', { cause });
  }
}

function readNode(node: NodeRequest, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const settle = (act: () => void) => {
      for (const [event, listener] of listeners) node.off(event, listener);
      act();
    };
    const breakOff = () => settle(() => reject(new BodyIncompleteError('The body broke off.')));
    const listeners: readonly [string, (chunk: Uint8Array) => void][] = [
      [
        'data',
        (chunk) => {
          length += chunk.length;
          if (length > limit) settle(() => reject(new BodyTooLargeError()));
          else chunks.push(chunk);
        },
      ],
      ['end', () => settle(() => resolve(join(chunks, length)))],
      ['error', breakOff],
      ['close', breakOff],
    ];
    for (const [event, listener] of listeners) node.on(event, listener);
    // A stream that is already gone says nothing any more.
    if (node.destroyed === true) breakOff();
  });
}

/** Plain bytes, never a Buffer: to a handler it makes no difference which host runs it. */
function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only === undefined) return NONE;
  if (chunks.length === 1) return new Uint8Array(only.buffer, only.byteOffset, only.byteLength);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
