import type { DerNode } from './der.ts';
import { malformed } from './error.ts';

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** The number that the content of an INTEGER is, in two's complement. */
export function toInteger(content: Uint8Array): bigint {
  if (content.length === 0) throw malformed('A number has no octets.');
  const magnitude = BigInt(`0x${toHex(content)}`);
  const isNegative = (content[0] ?? 0) >= 0x80;
  return isNegative ? magnitude - (1n << BigInt(content.length * 8)) : magnitude;
}

/** A number that must be small and not negative. One of four octets or more the library gives as text. */
export function checkCount(value: number | string, what: string): number {
  const count = Number(value);
  if (!(count >= 0 && count <= 0x7fffffff)) throw malformed(`"${what}" is out of range.`);
  return count;
}

// of values as `readDer` gives them

/** Lower-case hex of a number without leading zeros; a negative one, which only a broken issuer makes, with a sign. */
export function toIntegerHex({ content }: DerNode): string {
  return toInteger(content).toString(16);
}

export function toBigInt({ content }: DerNode): bigint {
  return toInteger(content);
}

export function toCount(node: DerNode, what: string): number {
  return checkCount(Number(toBigInt(node)), what);
}

export function toBoolean({ content }: DerNode): boolean {
  return content[0] === 0xff;
}

/** The dotted form. Each arc is shortest, and none is longer than any real one (UUID arcs have 128 bits). */
export function toOid({ content }: DerNode): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  let length = 0;
  for (const octet of content) {
    length += 1;
    if ((length === 1 && octet === 0x80) || length > 20) throw malformed('An OBJECT IDENTIFIER has a malformed arc.');
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
    length = 0;
  }
  const [first, ...rest] = arcs;
  if (first === undefined || length > 0) throw malformed('An OBJECT IDENTIFIER ends within an arc.');
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

/** The octets of a BIT STRING that is made of whole octets. */
export function toBitOctets({ content }: DerNode, what: string): Uint8Array {
  if (content[0] !== 0) throw malformed(`"${what}" does not end with an octet.`);
  return content.subarray(1);
}
