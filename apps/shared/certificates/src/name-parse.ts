import type { DistinguishedName, NameAttribute } from './name.ts';
import { findAttributeOid } from './name-keywords.ts';
import { CertificateError } from './read/error.ts';
import { findTextOfDer } from './read/text.ts';

/** No real name comes near it. */
const MAX_TEXT = 16_384;

/**
 * Reads the text of a name: RFC 4514, 2253 and 1779, and both one-line forms of OpenSSL (`C = DE, O = …`, `/C=DE/O=…`),
 * keywords in any case. Undefined where it is none of them.
 *
 * With commas the last part written is the first of the name, as RFC 4514, 2.1 has it; with slashes the first is the
 * first. Many write the comma form the other way round and nothing tells them apart: see `sameNameEitherOrder`.
 */
export function parseName(text: string): DistinguishedName | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const bare = text.replace(/^[ \t\r\n]+/, '');
  if (bare === '') return [];
  if (bare.startsWith('/')) return parseParts(bare.slice(1), '/');
  return parseParts(bare, ',;')?.toReversed();
}

const KEY = /[ \t\r\n]*((?:oid\.)?(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+))[ \t\r\n]*=[ \t\r\n]*/iy;

function parseParts(text: string, separators: string): DistinguishedName | undefined {
  const name: NameAttribute[][] = [];
  for (let offset = 0, delimiter = ''; ; ) {
    const key = matchAt(KEY, text, offset);
    const oid = findAttributeOid(key?.[1] ?? '');
    if (key === undefined || oid === undefined) return undefined;
    const end = findEnd(text, offset + key[0].length, separators);
    const value = parseValue(text.slice(offset + key[0].length, end));
    if (value === undefined) return undefined;
    if (delimiter === '+') name.at(-1)?.push({ oid, value });
    else name.push([{ oid, value }]);
    if (end === text.length) return name;
    delimiter = text.charAt(end);
    offset = end + 1;
  }
}

/**
 * Where a value ends: at a delimiter that is neither escaped nor quoted, and that a keyword follows. Whoever forgets to
 * escape writes `O=Bank, Inc.,C=US`, and means it.
 */
function findEnd(text: string, start: number, separators: string): number {
  const isQuoted = text.charAt(start) === '"';
  let inQuotes = isQuoted;
  for (let index = isQuoted ? start + 1 : start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '"' && isQuoted) inQuotes = false;
    else if (!inQuotes && (separators.includes(character) || character === '+') && matchAt(KEY, text, index + 1))
      return index;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}

function parseValue(raw: string): string | undefined {
  if (raw.startsWith('"')) return parseQuoted(raw);
  return parseHex(raw.trimEnd()) ?? toText(raw);
}

function parseQuoted(text: string): string | undefined {
  const inner = /^"((?:[^"\\]|\\.)*)"[ \t\r\n]*$/su.exec(text)?.[1];
  return inner === undefined ? undefined : toText(inner, 'quoted');
}

/** `#` and the DER of the value in hex. What is no text stays as it is written. */
function parseHex(text: string): string | undefined {
  if (!/^#(?:[0-9a-f]{2})+$/i.test(text)) return undefined;
  try {
    return findTextOfDer(Buffer.from(text.slice(1), 'hex')) ?? text.toLowerCase();
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

/** A character after a backslash, a pair of hex digits as a byte of UTF-8 (OpenSSL: `\xC3` too), or what stands there. */
const PIECE = /\\x?([0-9a-f]{2})|\\([ "#+,;<=>\\/])|([^\\])/iuy;

/** Without quotes, blanks at the end count only where they are escaped. */
function toText(text: string, form?: 'quoted'): string | undefined {
  const bytes: Buffer[] = [];
  let kept = 0;
  for (let offset = 0; offset < text.length; ) {
    const piece = matchAt(PIECE, text, offset);
    if (piece === undefined) return undefined;
    const [whole, hex, escaped, plain] = piece;
    bytes.push(hex === undefined ? Buffer.from(escaped ?? plain ?? '') : Buffer.from(hex, 'hex'));
    if (form === 'quoted' || plain === undefined || /[^ \t\r\n]/.test(plain)) kept = bytes.length;
    offset += whole.length;
  }
  return toUtf8(Buffer.concat(bytes.slice(0, kept)));
}

function toUtf8(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : undefined;
}
