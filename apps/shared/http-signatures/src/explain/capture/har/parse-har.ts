import { quote, toPrintable } from '../../printable.ts';
import type { Capture, CaptureOptions } from '../capture.ts';
import { CaptureError, lineAt } from '../capture-error.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { readRequest, readResponse } from './read-entry.ts';

/** Headers that carry a signature; what has one is what is to be explained. */
const SIGNATURE_HEADERS = new Set(['signature', 'x-jws-signature']);

/** Reads one request or response of a HAR (1.2), as browsers and proxies export their traffic. */
export function parseHar(text: string, { entry }: CaptureOptions): Capture {
  const entries = listOf(objectOf(objectOf(parseJson(text))?.['log'])?.['entries'])?.map(objectOf);
  if (entries === undefined) {
    throw new CaptureError(
      'ERR_CAPTURE_KIND',
      'It is JSON, but no HAR: it has no list "log.entries". A body alone is no message.',
    );
  }
  const index = entry ?? onlySigned(entries);
  const chosen = entries[index];
  if (chosen === undefined) {
    throw new CaptureError(
      'ERR_CAPTURE_ENTRY',
      `There is no entry ${index}; the HAR has ${entries.length}, counted from 0.`,
    );
  }
  return isSigned(chosen, 'response') && !isSigned(chosen, 'request')
    ? readResponse(chosen, index)
    : readRequest(chosen, index);
}

function parseJson(text: string): unknown {
  const unicode = Buffer.from(text, 'latin1').toString('utf8');
  try {
    return JSON.parse(unicode);
  } catch (error) {
    throw new CaptureError('ERR_CAPTURE_SYNTAX', 'It begins as JSON and is none.', placeOf(error, unicode));
  }
}

/** Where V8 gave up, which it says in words, and not always. */
function placeOf(error: unknown, text: string): number | undefined {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('end of JSON input')) return lineAt(text, text.length);
  const [, offset] = /position (\d+)/.exec(message) ?? [];
  return offset === undefined ? undefined : lineAt(text, Number(offset));
}

function onlySigned(entries: readonly (JsonObject | undefined)[]): number {
  if (entries.length === 1) return 0;
  const signed = [...entries.keys()].filter(
    (index) => isSigned(entries[index], 'request') || isSigned(entries[index], 'response'),
  );
  const [first, second] = signed;
  if (first !== undefined && second === undefined) return first;
  const which = first === undefined ? [...entries.keys()] : signed;
  const listed = which.slice(0, 20).map((index) => `\n  ${index}  ${describe(entries[index])}`);
  const more = which.length > 20 ? `\n  … and ${which.length - 20} more` : '';
  const what =
    first === undefined
      ? `No entry of the HAR has the header Signature or x-jws-signature, of ${entries.length}`
      : `${signed.length} entries of the HAR are signed`;
  throw new CaptureError('ERR_CAPTURE_ENTRY', `${what}. Say which one is meant:${listed.join('')}${more}`);
}

function isSigned(entry: JsonObject | undefined, part: 'request' | 'response'): boolean {
  const headers = listOf(objectOf(entry?.[part])?.['headers']) ?? [];
  return headers.some((header) => SIGNATURE_HEADERS.has((textOf(objectOf(header)?.['name']) ?? '').toLowerCase()));
}

function describe(entry: JsonObject | undefined): string {
  const request = objectOf(entry?.['request']);
  return `${toPrintable(textOf(request?.['method']) ?? '?')} ${quote(textOf(request?.['url']) ?? '', 100)}`;
}
