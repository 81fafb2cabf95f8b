import type { GeneralName as Asn1GeneralName } from '@peculiar/asn1-x509';
import type { GeneralName } from '../certificate.ts';
import { toDer } from './asn1.ts';
import { toName } from './name.ts';
import { toAscii } from './text.ts';
import { toHex } from './values.ts';

/** RFC 5280, 4.2.1.6. */
export function toGeneralName(name: Asn1GeneralName): GeneralName {
  const { rfc822Name, dNSName, directoryName, uniformResourceIdentifier, iPAddress } = name;
  if (rfc822Name !== undefined) return { kind: 'email', value: toAscii(rfc822Name) };
  if (dNSName !== undefined) return { kind: 'dns', value: toAscii(dNSName) };
  if (directoryName !== undefined) return { kind: 'directory', value: toName(directoryName, 'directoryName') };
  if (uniformResourceIdentifier !== undefined) return { kind: 'uri', value: toAscii(uniformResourceIdentifier) };
  if (iPAddress !== undefined) return { kind: 'ip', value: toAddress(octetsOf(name)) };
  return { kind: 'other', value: toHex(toDer(name)) };
}

/** The library's own text has a length in the place of a mask. What stands there comes after a tag and a short length. */
function octetsOf(name: Asn1GeneralName): Uint8Array {
  return toDer(name).subarray(2);
}

/** An address, or in a name constraint `address/mask`. */
function toAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length === 16) return toIpv6(octets);
  const half = octets.length / 2;
  return `${toAddress(octets.subarray(0, half))}/${toAddress(octets.subarray(half))}`;
}

/** The URL parser knows the one short form of RFC 5952. */
function toIpv6(octets: Uint8Array): string {
  const groups = toHex(octets).match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
