import type { GeneralName } from '../../certificate.ts';
import { implicit, tagged } from '../der.ts';
import { encodeName } from '../name.ts';
import { toAscii } from '../text.ts';
import { toAddressOctets } from './ip-address.ts';

/** RFC 5280, 4.2.1.6. A name of kind `other` is the hex of what it is, tag and all. */
export function encodeGeneralName(name: GeneralName): Uint8Array {
  switch (name.kind) {
    case 'email':
      return implicit(1, toAscii(name.value));
    case 'dns':
      return implicit(2, toAscii(name.value));
    case 'directory':
      return tagged(4, encodeName(name.value));
    case 'uri':
      return encodeUri(name.value);
    case 'ip':
      return implicit(7, toAddressOctets(name.value));
    case 'other':
      return toOther(name.value);
    default:
      throw new TypeError(`unknown kind of name "${name satisfies never}"`);
  }
}

export function encodeUri(uri: string): Uint8Array {
  return implicit(6, toAscii(uri));
}

function toOther(hex: string): Uint8Array {
  if (!/^[89ab][0-9a-f]([0-9a-f]{2})+$/.test(hex))
    throw new TypeError('a name of kind "other" is hex of a tagged value');
  return Buffer.from(hex, 'hex');
}
