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

/** Lower-case hex of an INTEGER without leading zeros; a negative one, which only a broken issuer makes, with a sign. */
export function toSerialNumber(content: Uint8Array): string {
  return toInteger(content).toString(16);
}

/** A number that must be small and not negative. One of four octets or more the library gives as text. */
export function checkCount(value: bigint | number | string, what: string): number {
  const count = Number(value);
  if (!(count >= 0 && count <= 0x7fffffff)) throw malformed(`"${what}" is out of range.`);
  return count;
}
