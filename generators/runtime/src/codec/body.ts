import type { MediaDescriptor } from '../descriptor.ts';
import { readForm, writeForm } from './form.ts';
import { readJson, writeJson } from './json.ts';
import { readMultipart } from './multipart-read.ts';
import { writeMultipart } from './multipart-write.ts';
import { codecError } from './problem.ts';
import { readText, toBytes } from './text.ts';

/**
 * The bytes of a body and the content type that tells how to read them. Throws CodecError for a value that the media
 * type cannot carry.
 */
export function encodeBody(media: MediaDescriptor, value: unknown): { bytes: Uint8Array; contentType: string } {
  const { content, contentType } = writeBody(media, value);
  return { bytes: typeof content === 'string' ? toBytes(content) : content, contentType };
}

/** The same with text left as text, which a server can hand on without encoding it twice. */
export function writeBody(
  media: MediaDescriptor,
  value: unknown,
): { content: string | Uint8Array; contentType: string } {
  switch (media.kind) {
    case 'json':
      return { content: writeJson(value), contentType: media.type };
    case 'form':
      return { content: writeForm(media, value), contentType: media.type };
    case 'text':
    case 'xml':
      return { content: asText(value), contentType: withCharset(media.type) };
    case 'binary':
      return { content: asBytes(value), contentType: media.type };
    case 'multipart': {
      const { bytes, contentType } = writeMultipart(media, value);
      return { content: bytes, contentType };
    }
  }
}

/** The value of a body. Throws CodecError: `json`, `encoding`, `charset`, `multipart`, `duplicate`, `depth`. */
export function decodeBody(media: MediaDescriptor, bytes: Uint8Array, contentType: string): unknown {
  switch (media.kind) {
    case 'json':
      return readJson(bytes);
    case 'form':
      return readForm(media, readText(bytes, contentType));
    case 'text':
    case 'xml':
      return readText(bytes, contentType);
    case 'binary':
      return bytes;
    case 'multipart':
      return readMultipart(media, bytes, contentType);
  }
}

function withCharset(type: string): string {
  return /;\s*charset=/i.test(type) ? type : `${type}; charset=utf-8`;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw codecError('body', undefined, 'type', 'The body must be text.');
}

function asBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw codecError('body', undefined, 'type', 'The body must be bytes.');
}
