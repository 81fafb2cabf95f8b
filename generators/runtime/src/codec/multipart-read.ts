import type { MediaDescriptor, PartDescriptor } from '../descriptor.ts';
import { isJsonType } from './document.ts';
import { readJson } from './json.ts';
import { toEssence } from './media.ts';
import { type RawPart, splitMultipart } from './multipart-split.ts';
import { getOwn, setOwn } from './own.ts';
import { CodecError, codecError, type Problem } from './problem.ts';
import { readScalar } from './scalar.ts';
import { readText } from './text.ts';

/** The parts by name, each read by its media type; all problems of all parts are thrown together. */
export function readMultipart(media: MediaDescriptor, bytes: Uint8Array, contentType: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const raw of splitMultipart(bytes, contentType)) {
    try {
      addPart(body, raw, getOwn(media.parts, raw.name));
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new CodecError(problems);
  return body;
}

function addPart(body: Record<string, unknown>, raw: RawPart, part: PartDescriptor | undefined): void {
  const value = readPart(raw, part);
  const existing = getOwn(body, raw.name);
  if (part?.repeated === true) setOwn(body, raw.name, Array.isArray(existing) ? [...existing, value] : [value]);
  else if (existing === undefined) setOwn(body, raw.name, value);
  else throw codecError('body', raw.name, 'duplicate', `The part "${raw.name}" must not occur more than once.`);
}

function readPart(raw: RawPart, part: PartDescriptor | undefined): unknown {
  if (part === undefined) return readUndeclared(raw);
  checkType(raw, part);
  if (part.binary === true) return toPlainBytes(raw.bytes);
  const isStructured = typeof part.shape === 'object' && !('first' in part.shape);
  if (isJsonType(part.contentType ?? raw.contentType) || isStructured) return readJson(raw.bytes, raw.name);
  return readScalar(readText(raw.bytes, raw.contentType ?? '', raw.name), part.shape);
}

/** A part that nothing declares says itself what it is. */
function readUndeclared(raw: RawPart): unknown {
  if (isJsonType(raw.contentType)) return readJson(raw.bytes, raw.name);
  const isText = raw.contentType === undefined || /^text\//i.test(raw.contentType);
  return raw.hasFileName || !isText ? toPlainBytes(raw.bytes) : readText(raw.bytes, raw.contentType ?? '', raw.name);
}

/** Many clients send every part as text or as bytes without saying more: what is declared holds for those. */
function checkType(raw: RawPart, part: PartDescriptor): void {
  if (part.contentType === undefined || raw.contentType === undefined) return;
  const type = toEssence(raw.contentType);
  if (type === 'text/plain' || type === 'application/octet-stream') return;
  const allowed = part.contentType.split(',').map(toEssence);
  if (allowed.some((one) => one === type || one === '*/*' || one === `${type.split('/')[0]}/*`)) return;
  throw codecError('body', raw.name, 'contentType', `The part "${raw.name}" must be of the type ${part.contentType}.`);
}

/** A copy: the view would keep the whole body alive, and it is a Buffer. */
function toPlainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
