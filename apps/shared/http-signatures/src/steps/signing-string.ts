import type { HttpMessage } from '../message.ts';
import { accept, quote, refuse, type Step } from '../verdict.ts';
import { findField, type HeaderFields } from './fields.ts';

/** `path`: path and query, as in the request line. `url`: scheme and host, too. */
export type RequestTarget = 'path' | 'url';

export interface SigningLine {
  readonly name: string;
  readonly value: string;
}

/** What RFC 9110, 5.5 lets a value be made of. A line feed would be a line of the signing string that nobody signed. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The lines that are signed (draft-cavage-12, 2.3; TS 119 182-1, 5.2.8.2), in the order of `names`. */
export function collectSigningLines(
  names: readonly string[],
  message: HttpMessage,
  fields: HeaderFields,
  options: { readonly requestTarget: RequestTarget; readonly limit: number },
): Step<readonly SigningLine[]> {
  const lines: SigningLine[] = [];
  for (const name of names) {
    const value = findValue(name, message, fields, options.requestTarget);
    if (value === undefined) return refuse('signed-header-absent', { header: quote(name) });
    if (value.length > options.limit)
      return refuse('header-too-large', { header: quote(name), characters: value.length, limit: options.limit });
    if (!FIELD_VALUE.test(value)) return refuse('header-malformed', { header: quote(name) });
    lines.push({ name, value });
  }
  return accept(lines);
}

/** `name: value` joined by line feeds, none at the end; of an empty value, the name, a colon and a blank. */
export function renderSigningString(lines: readonly SigningLine[]): string {
  let text = '';
  for (const { name, value } of lines) text += text === '' ? `${name}: ${value}` : `\n${name}: ${value}`;
  return text;
}

/** As they travel: a character of a header is a byte (RFC 9110, 5.5). */
export function encodeSigningString(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function findValue(
  name: string,
  message: HttpMessage,
  fields: HeaderFields,
  requestTarget: RequestTarget,
): string | undefined {
  switch (name) {
    case '(request-target)': {
      const target = requestTarget === 'url' ? message.url : message.target;
      return target === undefined ? undefined : `${message.method.toLowerCase()} ${target}`;
    }
    case '(response-status)':
      return message.status === undefined ? undefined : String(message.status);
    default:
      return findField(fields, name);
  }
}
