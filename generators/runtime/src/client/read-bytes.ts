import type { ResponseBody } from './options.ts';

/** Thrown for a body longer than the limit; what was read of it is dropped. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** The whole body, which no Content-Length is trusted to measure. Stops reading at the limit. */
export async function readBytes(
  body: ResponseBody | null,
  limit: number,
  race: <T>(promise: Promise<T>) => Promise<T>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await race(reader.read()); !next.done; next = await race(reader.read())) {
      const { value = new Uint8Array() } = next;
      length += value.byteLength;
      if (length > limit) throw new TooLong(`longer than ${limit} bytes`);
      chunks.push(value);
    }
  } catch (error) {
    // Frees the connection; that it is broken already is no news.
    reader.cancel(error).catch(() => undefined);
    throw error;
  }
  return concatenate(chunks, length);
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
