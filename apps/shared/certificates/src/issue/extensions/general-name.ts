import { GeneralName as Asn1GeneralName } from '@peculiar/asn1-x509';
import type { GeneralName } from '../../certificate.ts';
import { verbatim } from '../../verbatim.ts';
import { toAsn1Name } from '../name.ts';
import { checkText } from '../text.ts';
import { toAddress } from './ip-address.ts';

/** RFC 5280, 4.2.1.6. A name of kind `other` is the hex of what it is, tag and all. */
export function toAsn1GeneralName(name: GeneralName): Asn1GeneralName {
  switch (name.kind) {
    case 'email':
      return new Asn1GeneralName({ rfc822Name: checkText(name.value, 'IA5String') });
    case 'dns':
      return new Asn1GeneralName({ dNSName: checkText(name.value, 'IA5String') });
    case 'directory':
      return new Asn1GeneralName({ directoryName: toAsn1Name(name.value) });
    case 'uri':
      return toUri(name.value);
    case 'ip':
      return new Asn1GeneralName({ iPAddress: toAddress(name.value) });
    case 'other':
      return toOther(name.value);
    default:
      throw new TypeError(`unknown kind of name "${name satisfies never}"`);
  }
}

export function toUri(uri: string): Asn1GeneralName {
  return new Asn1GeneralName({ uniformResourceIdentifier: checkText(uri, 'IA5String') });
}

function toOther(hex: string): Asn1GeneralName {
  if (!/^[89ab][0-9a-f]([0-9a-f]{2})+$/.test(hex))
    throw new TypeError('a name of kind "other" is hex of a tagged value');
  return verbatim(Buffer.from(hex, 'hex'));
}
