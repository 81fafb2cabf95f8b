import { isIP } from 'node:net';
import { IssueError } from '../error.ts';

/** Octets of an address, or for name constraints of a network: `10.0.0.0/8`, or as it is read, `10.0.0.0/255.0.0.0`. */
export function toAddressOctets(text: string): Uint8Array {
  const [address = '', mask, ...more] = text.split('/');
  if (more.length > 0) throw refusal(text);
  const octets = toOctets(address, text);
  return mask === undefined ? octets : Buffer.concat([octets, toMask(mask, octets.length, text)]);
}

function toOctets(address: string, text: string): Uint8Array {
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0) throw refusal(text);
  return version === 4 ? Uint8Array.from(address.split('.').map(Number)) : toOctetsOf6(address);
}

function toOctetsOf6(address: string): Uint8Array {
  // the URL parser writes an IPv4 tail as two groups, so that only the one gap is left to fill
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = groups.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...gap, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function toMask(mask: string, size: number, text: string): Uint8Array {
  if (!/^\d{1,3}$/.test(mask)) {
    const octets = toOctets(mask, text);
    if (octets.length !== size) throw refusal(text);
    return octets;
  }
  const length = Number(mask);
  if (length > size * 8) throw refusal(text);
  return Uint8Array.from({ length: size }, (_, index) => 0xff00 >> Math.min(8, Math.max(0, length - index * 8)));
}

function refusal(text: string): IssueError {
  return new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" is no IP address`);
}
