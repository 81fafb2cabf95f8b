import type { MediaDescriptor, PartDescriptor } from '../descriptor.ts';
import { isJsonType } from './document.ts';
import { toRecord } from './form.ts';
import { writeJson } from './json.ts';
import { getOwn } from './own.ts';
import { codecError } from './problem.ts';
import { printScalar } from './scalar.ts';
import { toBytes } from './text.ts';

/**
 * `multipart/form-data` (RFC 7578), each part with the media type that it is of. Bytes get a file name, without which
 * most readers would take them for text.
 */
export function writeMultipart(media: MediaDescriptor, value: unknown): { bytes: Uint8Array; contentType: string } {
  const boundary = `part-${crypto.randomUUID()}`;
  const chunks: Uint8Array[] = [];
  for (const [name, item] of Object.entries(toRecord(value))) {
    if (item === undefined) continue;
    const part = getOwn(media.parts, name);
    const items: readonly unknown[] = part?.repeated === true && Array.isArray(item) ? item : [item];
    for (const one of items) chunks.push(...writePart(boundary, name, one, part));
  }
  chunks.push(toBytes(`--${boundary}--\r\n`));
  return { bytes: joinBytes(chunks), contentType: `${media.type}; boundary=${boundary}` };
}

function writePart(boundary: string, name: string, value: unknown, part: PartDescriptor | undefined): Uint8Array[] {
  const { bytes, contentType } = writeContent(name, value, part);
  const file = value instanceof Uint8Array ? `; filename="${escapeName(name)}"` : '';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}\r\n`;
  return [toBytes(`${head}Content-Type: ${contentType}\r\n\r\n`), bytes, toBytes('\r\n')];
}

function writeContent(
  name: string,
  value: unknown,
  part: PartDescriptor | undefined,
): { bytes: Uint8Array; contentType: string } {
  const declared = concreteType(part?.contentType);
  if (value instanceof Uint8Array) return { bytes: value, contentType: declared ?? 'application/octet-stream' };
  if (part?.binary === true) throw codecError('body', name, 'type', `The part "${name}" must be bytes.`);
  if (isJsonType(declared)) return { bytes: toBytes(writeJson(value)), contentType: declared ?? '' };
  if (typeof value === 'object' && value !== null)
    return { bytes: toBytes(writeJson(value)), contentType: 'application/json' };
  return { bytes: toBytes(printScalar(value)), contentType: declared ?? 'text/plain; charset=utf-8' };
}

/** The first of several types that the document allows; a range is no type to send. */
function concreteType(contentType: string | undefined): string | undefined {
  return contentType
    ?.split(',')
    .map((type) => type.trim())
    .find((type) => !type.includes('*'));
}

/** As browsers write names; nothing in a name can end the header. */
function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
