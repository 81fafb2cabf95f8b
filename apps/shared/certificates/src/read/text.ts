import { type DerNode, TAG } from './der.ts';
import { malformed } from './error.ts';

/** The text of any of the string types of ASN.1; undefined where the value is none. */
export function findText({ tag, content }: DerNode): string | undefined {
  switch (tag) {
    case TAG.utf8String:
      return decode(content, 'utf-8');
    case TAG.bmpString:
      return decode(content, 'utf-16be');
    case TAG.universalString:
      return decodeUniversal(content);
    case TAG.ia5String:
    case TAG.visibleString:
    case TAG.numericString:
    case TAG.printableString:
      return toAscii(content);
    // T.61 as everybody has written it: Latin-1
    case TAG.teletexString:
      return Buffer.from(content).toString('latin1');
    default:
      return undefined;
  }
}

export function toAscii(content: Uint8Array): string {
  if (content.some((octet) => octet > 0x7f)) throw malformed('A text of ASCII has other characters.');
  return Buffer.from(content).toString('latin1');
}

function decode(content: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    throw malformed(`A text is not ${encoding.toUpperCase()}.`, error);
  }
}

function decodeUniversal(content: Uint8Array): string {
  if (content.length % 4 !== 0) throw malformed('A UniversalString is not made of four octets each.');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const points = Array.from({ length: content.length / 4 }, (_, index) => view.getUint32(index * 4));
  const isText = points.every((point) => point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff));
  if (!isText) throw malformed('A UniversalString has what is no character.');
  return points.map((point) => String.fromCodePoint(point)).join('');
}
