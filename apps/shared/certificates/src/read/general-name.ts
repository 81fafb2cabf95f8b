import type { GeneralName } from '../certificate.ts';
import { context, type DerNode } from './der.ts';
import { malformed } from './error.ts';
import { readName } from './name.ts';
import { toAscii } from './text.ts';
import { toHex } from './values.ts';

/** RFC 5280, 4.2.1.6. */
export function readGeneralName(node: DerNode): GeneralName {
  switch (node.tag) {
    case context(1, 'primitive'):
      return { kind: 'email', value: toAscii(node.content) };
    case context(2, 'primitive'):
      return { kind: 'dns', value: toAscii(node.content) };
    case context(4, 'constructed'):
      if (node.children.length !== 1) throw malformed('A directoryName is not one name.');
      return { kind: 'directory', value: readName(node.children[0], 'directoryName') };
    case context(6, 'primitive'):
      return { kind: 'uri', value: toAscii(node.content) };
    case context(7, 'primitive'):
      return { kind: 'ip', value: toAddress(node.content) };
    default:
      if (node.tag < 0x80 || node.tag > 0xbf) throw malformed('A GeneralName is of no known kind.');
      return { kind: 'other', value: toHex(node.der) };
  }
}

/** An address, or in a name constraint `address/mask`. */
function toAddress(octets: Uint8Array): string {
  switch (octets.length) {
    case 4:
      return octets.join('.');
    case 16:
      return toIpv6(octets);
    case 8:
    case 32:
      return `${toAddress(octets.subarray(0, octets.length / 2))}/${toAddress(octets.subarray(octets.length / 2))}`;
    default:
      throw malformed('An iPAddress has a wrong length.');
  }
}

/** The URL parser knows the one short form of RFC 5952. */
function toIpv6(octets: Uint8Array): string {
  const groups = toHex(octets).match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
