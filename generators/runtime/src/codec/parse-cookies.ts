import { addPair, type RawPairs } from './form-pairs.ts';
import { decodeText } from './percent.ts';

/** The pairs of a Cookie header (RFC 6265 4.2.1): quotes around a value are no part of it. */
export function parseCookies(header: string): RawPairs {
  const pairs = new Map<string, string[]>();
  for (const part of header.split(';')) {
    const cut = part.indexOf('=');
    if (cut > 0) addPair(pairs, decodeName(part.slice(0, cut).trim()), unquote(part.slice(cut + 1).trim()));
  }
  return pairs;
}

const unquote = (text: string) => text.replace(/^"(.*)"$/, '$1');

function decodeName(name: string): string {
  try {
    return decodeText(name);
  } catch {
    // Cookies of others may be named in any way; such a name is nobody's parameter.
    return name;
  }
}
