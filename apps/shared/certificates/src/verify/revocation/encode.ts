import { TAG } from '../../read/der.ts';

/** One value of DER of these contents. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...encodeLength(content.length)]), content]);
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets = [...Buffer.from(length.toString(16).padStart(8, '0'), 'hex')];
  const shortest = octets.slice(octets.findIndex((octet) => octet > 0));
  return [0x80 | shortest.length, ...shortest];
}

export function encodeOid(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return encode(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(encodeArc)));
}

function encodeArc(arc: number): readonly number[] {
  const octets = [arc % 128];
  for (let left = Math.trunc(arc / 128); left > 0; left = Math.trunc(left / 128)) octets.unshift(0x80 | (left % 128));
  return octets;
}
