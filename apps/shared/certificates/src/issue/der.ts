import { context, TAG } from '../read/der.ts';

// DER (X.690) as its ASN.1 reads: `sequence(integer(1), nullValue())`. What goes in is octets, what comes out is octets.

const ENUMERATED = 0x0a;

/** One value of these contents. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const header = [tag, ...encodeLength(length)];
  const der = new Uint8Array(header.length + length);
  der.set(header);
  let offset = header.length;
  for (const content of contents) {
    der.set(content, offset);
    offset += content.length;
  }
  return der;
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets = toOctets(length);
  return [0x80 | octets.length, ...octets];
}

/** Base 256, without leading zeros. */
function toOctets(count: number): readonly number[] {
  return count < 256 ? [count] : [...toOctets(Math.floor(count / 256)), count % 256];
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return encode(TAG.sequence, ...items);
}

/** Elements stand in the order of their octets (X.690, 11.6). */
export function setOf(...items: readonly Uint8Array[]): Uint8Array {
  return encode(TAG.set, ...items.toSorted(Buffer.compare));
}

/** `[number] EXPLICIT` around one value, or `[number] IMPLICIT` in place of the tag of a SEQUENCE with these items. */
export function tagged(number: number, ...items: readonly Uint8Array[]): Uint8Array {
  return encode(context(number, 'constructed'), ...items);
}

/** `[number] IMPLICIT` in place of the tag of a value that has no parts. */
export function implicit(number: number, content: Uint8Array = new Uint8Array()): Uint8Array {
  return encode(context(number, 'primitive'), content);
}

/** The octets of a BOOLEAN that is true. One that is false is nearly always a default, which DER leaves out. */
export const TRUE = Uint8Array.of(0xff);

export function trueValue(): Uint8Array {
  return encode(TAG.boolean, TRUE);
}

export function nullValue(): Uint8Array {
  return encode(TAG.null);
}

export function integer(value: number | bigint): Uint8Array {
  return encode(TAG.integer, toTwosComplement(value));
}

export function enumerated(value: number): Uint8Array {
  return encode(ENUMERATED, toTwosComplement(value));
}

function toTwosComplement(value: number | bigint): Uint8Array {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError(`"${value}" is no integer`);
  const number = BigInt(value);
  const bits = (number < 0n ? ~number : number).toString(2).length + 1;
  const size = Math.ceil(bits / 8);
  const hex = BigInt.asUintN(size * 8, number).toString(16);
  return Buffer.from(hex.padStart(size * 2, '0'), 'hex');
}

export function octetString(content: Uint8Array): Uint8Array {
  return encode(TAG.octetString, content);
}

/** A BIT STRING of whole octets. */
export function bitString(content: Uint8Array): Uint8Array {
  return encode(TAG.bitString, Uint8Array.of(0), content);
}

/** A BIT STRING whose bits have names, of these numbers: without zeros at its end (X.690, 11.2.2). */
export function namedBits(numbers: readonly number[]): Uint8Array {
  const last = Math.max(...numbers);
  const octets = new Uint8Array(Math.floor(last / 8) + 1);
  for (const number of numbers) octets[number >> 3] = (octets[number >> 3] ?? 0) | (0x80 >> (number & 7));
  return encode(TAG.bitString, Uint8Array.of(7 - (last & 7)), octets);
}

export function objectIdentifier(oid: string): Uint8Array {
  if (!/^([01]\.[1-3]?\d|2\.(0|[1-9]\d*))(\.(0|[1-9]\d*))*$/.test(oid))
    throw new TypeError(`"${oid}" is no object identifier`);
  const [root = 0n, first = 0n, ...rest] = oid.split('.').map(BigInt);
  return encode(TAG.oid, Uint8Array.from([root * 40n + first, ...rest].flatMap((arc) => toBase128(arc))));
}

function toBase128(arc: bigint, more = 0): readonly number[] {
  const octet = Number(arc & 0x7fn) | more;
  return arc < 0x80n ? [octet] : [...toBase128(arc >> 7n, 0x80), octet];
}
