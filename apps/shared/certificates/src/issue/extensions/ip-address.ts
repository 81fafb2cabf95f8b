import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AsnIpConverter } from '@peculiar/asn1-x509';
import { toDer } from '../../read/asn1.ts';
import { IssueError } from '../error.ts';

/**
 * An address, or for name constraints a network, in the one form that asn1-x509 writes rightly: IPv6 in groups alone,
 * and a prefix length, also where a mask was given as one is read: `10.0.0.0/255.0.0.0`.
 */
export function toAddress(text: string): string {
  const [address = '', mask, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) throw refusal(text);
  return mask === undefined ? toGroups(address) : `${toGroups(address)}/${toPrefixLength(mask, version, text)}`;
}

/** The URL parser writes an IPv4 tail as two groups. */
function toGroups(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** RFC 5280, 4.2.1.10: as in RFC 4632, which has no mask with a gap. */
function toPrefixLength(mask: string, version: number, text: string): number {
  const length = /^\d{1,3}$/.test(mask) ? Number(mask) : isIP(mask) === version ? countOnes(mask) : Number.NaN;
  if (length <= (version === 4 ? 32 : 128)) return length;
  throw refusal(text);
}

function countOnes(mask: string): number {
  const { buffer } = AsnConvert.parse(toDer(AsnIpConverter.toASN(toGroups(mask))), OctetString);
  const bits = Array.from(new Uint8Array(buffer), (octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : Number.NaN;
}

function refusal(text: string): IssueError {
  return new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" is no IP address`);
}
