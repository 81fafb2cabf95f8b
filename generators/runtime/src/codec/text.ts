import { codecError } from './problem.ts';

/** A byte order mark is part of the text: it is signed and hashed with it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * The text in the charset that the content type names, UTF-8 where it names none. Throws CodecError: `charset` for one
 * that is unknown, `encoding` for bytes that are not in it. What an XML declaration says of its encoding is not read.
 */
export function readText(bytes: Uint8Array, contentType: string, part?: string): string {
  const decoder = findDecoder(toParameter(contentType, 'charset'), part);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw codecError(
      'body',
      part,
      'encoding',
      'The bytes are no text in the charset that the content type names.',
      cause,
    );
  }
}

function findDecoder(charset: string | undefined, part: string | undefined): TextDecoder {
  if (charset === undefined || /^utf-?8$/i.test(charset)) return utf8;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch (cause) {
    throw codecError('body', part, 'charset', 'The charset is unknown.', cause);
  }
}

/** A parameter of a header value (RFC 9110 5.6.6): `charset`, `boundary`, `name`. */
export function toParameter(value: string, name: string): string | undefined {
  for (const [, key = '', quoted, token] of value.matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)) {
    if (key.toLowerCase() === name) return quoted?.replace(/\\(.)/g, '$1') ?? token;
  }
  return undefined;
}
