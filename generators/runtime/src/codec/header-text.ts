import type { Shape } from '../descriptor.ts';
import { isJsonType, printDocument, readDocument } from './document.ts';
import { DelimiterError, type FlatLayout, printFlat, readFlat } from './flat.ts';
import { CodecError, codecError } from './problem.ts';

/** What a header and a header parameter have in common. */
export interface HeaderField {
  readonly name: string;
  readonly shape: Shape;
  readonly explode?: boolean;
  readonly contentType?: string;
}

/** Field values of RFC 9110 5.5; anything else could end the header and start another. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const EXPLODED: FlatLayout = { separator: ',', explode: true, encode: trimText, decode: trimText };
const ALTERNATING: FlatLayout = { ...EXPLODED, explode: false };

/** The text of a header value. Throws CodecError for what no header can carry. */
export function printHeader(field: HeaderField, value: unknown): string {
  const text = writeHeader(field, value);
  if (FIELD_VALUE.test(text)) return text;
  throw codecError(
    'header',
    field.name,
    'characters',
    `The header "${field.name}" has characters that no header can carry.`,
  );
}

function writeHeader(field: HeaderField, value: unknown): string {
  try {
    if (isJsonType(field.contentType)) return escapeNonAscii(printDocument(field, value));
    return printFlat(value, field.explode === true ? EXPLODED : ALTERNATING);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    const rule = error instanceof DelimiterError ? 'delimiter' : 'encoding';
    throw codecError('header', field.name, rule, `The value of the header "${field.name}" cannot be written.`, error);
  }
}

/** The value of a header; text that does not fit stays text. Throws SyntaxError for a malformed JSON document. */
export function readHeader(field: HeaderField, text: string): unknown {
  if (field.contentType !== undefined) return readDocument(field, text);
  if (field.shape === 'string') return text;
  return readFlat(text, field.shape, field.explode === true ? EXPLODED : ALTERNATING);
}

/** White space at the ends is no part of a field value, nor of a list member (RFC 9110 5.5, 5.6.1). */
function trimText(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

function escapeNonAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
