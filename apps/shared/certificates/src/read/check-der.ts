import { failAt, readElement } from './element.ts';

/** Certificates need about twelve; what is nested deeper is nested to hurt. */
const MAX_DEPTH = 32;
/** An ordinary certificate has 150; one with a thousand names has a thousand more. */
const MAX_VALUES = 4_096;

/**
 * Refuses what is not DER (X.690, 8 to 11), and interprets nothing: that is for the ASN.1 library, afterwards. The library
 * reads BER, too: it passes over octets that follow, indefinite and needlessly long lengths, strings in pieces, booleans of
 * 01, zeros before an integer. Whoever can write one certificate in two ways has two fingerprints for it, and what is known
 * of the one, that it is revoked or blocked, is not known of the other. Throws CertificateError.
 */
export function checkDer(der: Uint8Array): void {
  const ends: number[] = [];
  let offset = 0;
  for (let count = 1; count === 1 || ends.length > 0; count += 1) {
    const { tag, start, end } = readElement(der, offset, ends.at(-1));
    const isConstructed = (tag & 0x20) !== 0;
    if (!isInItsForm(tag, der.subarray(start, end)))
      throw failAt(`A value of tag ${tag.toString(16).padStart(2, '0')} is not in its one form`, offset);
    if (isConstructed) ends.push(end);
    if (ends.length > MAX_DEPTH) throw failAt(`Values are nested deeper than ${MAX_DEPTH} levels`, offset);
    if (count > MAX_VALUES) throw failAt(`There are more than ${MAX_VALUES} values`, offset);
    offset = isConstructed ? start : end;
    while (ends.at(-1) === offset) ends.pop();
  }
  if (offset < der.length) throw failAt('More octets follow the value', offset);
}

/** By tag, of the universal types whose content BER leaves a choice; strings and times are read as their type demands. */
const RULES: ReadonlyMap<number, (content: Uint8Array) => boolean> = new Map([
  [0x01, ([octet, ...more]) => more.length === 0 && (octet === 0 || octet === 0xff)],
  [0x02, isShortestInteger],
  [0x03, hasNoStrayBits],
  [0x05, ({ length }) => length === 0],
  [0x06, hasShortestArcs],
  [0x0a, isShortestInteger],
]);

/** SEQUENCE and SET are constructed, and nothing else is that occurs in a certificate: no string comes in pieces. */
function isInItsForm(tag: number, content: Uint8Array): boolean {
  if (tag >= 0x40 || tag === 0x30 || tag === 0x31) return true;
  return tag > 0x00 && tag < 0x20 && tag !== 0x10 && tag !== 0x11 && (RULES.get(tag)?.(content) ?? true);
}

function isShortestInteger([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return first !== undefined;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

function hasNoStrayBits(content: Uint8Array): boolean {
  const [unused = 8] = content;
  const last = content.length > 1 ? (content.at(-1) ?? 0) : 0xff;
  return unused < 8 && (last & ((1 << unused) - 1)) === 0;
}

function hasShortestArcs(content: Uint8Array): boolean {
  const isWhole = (content.at(-1) ?? 0x80) < 0x80;
  return isWhole && content.every((octet, index) => octet !== 0x80 || (content[index - 1] ?? 0) >= 0x80);
}
