import { TAG } from './tag.ts';

/** Any value, also one that breaks the rules: what it holds is not looked at. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets = Buffer.from(length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex');
  return [0x80 | octets.length, ...octets];
}

export const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(TAG.sequence, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tlv(TAG.set, ...parts);
export const utf8 = (text: string): Uint8Array => tlv(TAG.utf8String, Buffer.from(text));
export const ascii = (tag: number, text: string): Uint8Array => tlv(tag, Buffer.from(text, 'latin1'));
export const bits = (octets: Uint8Array, unused = 0): Uint8Array => tlv(TAG.bitString, Uint8Array.of(unused), octets);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => tlv(TAG.octetString, ...parts);
export const boolean = (value: boolean): Uint8Array => tlv(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const NULL = tlv(TAG.null);

/** Of the shortest hex that says it, sign included. */
export const integer = (value: string): Uint8Array => tlv(TAG.integer, hex(value));

export function oid(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return tlv(TAG.oid, Uint8Array.from([first * 40n + second, ...rest].flatMap(toArc)));
}

function toArc(value: bigint): readonly number[] {
  const arc = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) arc.unshift(Number(rest & 0x7fn) | 0x80);
  return arc;
}

export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), value);
export const name = (...attributes: readonly Uint8Array[]): Uint8Array =>
  sequence(...attributes.map((each) => set(each)));
export const extension = (type: string, value: Uint8Array, critical?: boolean): Uint8Array =>
  sequence(oid(type), ...(critical === undefined ? [] : [boolean(critical)]), octets(value));

const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), NULL);
const ED25519_KEY = sequence(sequence(oid('1.3.101.112')), bits(new Uint8Array(32).fill(9)));

/** The parts of a certificate in their order, each any DER or nothing. Its signature is none: reading looks at none. */
export interface Parts {
  readonly version?: Uint8Array | undefined;
  readonly serialNumber?: Uint8Array;
  readonly inner?: Uint8Array;
  readonly outer?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly validity?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly key?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  /** After everything else in what is signed, and in the certificate. */
  readonly tail?: Uint8Array;
  readonly end?: Uint8Array;
}

export function certificateDer(parts: Parts = {}): Uint8Array {
  const { inner = SHA256_WITH_RSA, outer = inner, extensions = [] } = parts;
  const { issuer = name(attribute('2.5.4.3', utf8('CA'))), subject = name(attribute('2.5.4.3', utf8('leaf'))) } = parts;
  const version = 'version' in parts ? parts.version : tlv(0xa0, integer('02'));
  const signed = sequence(
    ...(version === undefined ? [] : [version]),
    parts.serialNumber ?? integer('1234'),
    inner,
    issuer,
    parts.validity ?? validity('260101000000Z', '270101000000Z'),
    subject,
    parts.key ?? ED25519_KEY,
    ...(extensions.length === 0 ? [] : [tlv(0xa3, sequence(...extensions))]),
    ...(parts.tail === undefined ? [] : [parts.tail]),
  );
  return sequence(signed, outer, bits(new Uint8Array(64)), ...(parts.end === undefined ? [] : [parts.end]));
}

/** UTCTime, or GeneralizedTime where the year has four digits. */
export function validity(notBefore: string, notAfter: string): Uint8Array {
  const time = (text: string) => ascii(/^\d{14}|^\d{12}(?!Z)\d/.test(text) ? TAG.generalizedTime : TAG.utcTime, text);
  return sequence(time(notBefore), time(notAfter));
}
