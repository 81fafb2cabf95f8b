import { isIP } from 'node:net';
import { GeneralName as Asn1GeneralName } from '@peculiar/asn1-x509';
import type { GeneralName } from '../../certificate.ts';
import { checkText } from '../asn1.ts';
import { IssueError } from '../error.ts';
import { toAsn1Name } from '../name.ts';

/** RFC 5280, 4.2.1.6. Throws TypeError for `other`, which says too little to be written. */
export function toAsn1GeneralName(name: GeneralName): Asn1GeneralName {
  switch (name.kind) {
    case 'dns':
      return new Asn1GeneralName({ dNSName: checkText(name.value, 'IA5String') });
    case 'email':
      return new Asn1GeneralName({ rfc822Name: checkText(name.value, 'IA5String') });
    case 'uri':
      return toUri(name.value);
    case 'ip':
      return new Asn1GeneralName({ iPAddress: checkAddress(name.value) });
    case 'directory':
      return new Asn1GeneralName({ directoryName: toAsn1Name(name.value) });
    case 'other':
      throw new TypeError('a name of kind "other" cannot be written');
    default:
      throw new TypeError(`unknown kind of name "${name satisfies never}"`);
  }
}

export function toUri(uri: string): Asn1GeneralName {
  return new Asn1GeneralName({ uniformResourceIdentifier: checkText(uri, 'IA5String') });
}

/** An address, or for name constraints a network (`10.0.0.0/8`). */
function checkAddress(text: string): string {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  if (version === 0 || !isPrefix || rest.length > 0)
    throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" is no IP address`);
  return text;
}
