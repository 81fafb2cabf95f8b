import { ObjectIdentifier, Sequence, Utf8String } from 'asn1js';
import type { Psd2Statement } from '../../certificate.ts';
import { checkOid } from '../asn1.ts';
import { checkText } from '../text.ts';

/** PSD2QcType as TS 119 495, 5.1 has its ASN.1: the one statement that no library knows. */
export function toPsd2QcType({ roles, ncaName, ncaId }: Psd2Statement): Sequence {
  const rolesOfPsp = new Sequence({ value: roles.map(toRoleOfPsp) });
  return new Sequence({ value: [rolesOfPsp, utf8String(ncaName), utf8String(ncaId)] });
}

function toRoleOfPsp({ oid, name }: Psd2Statement['roles'][number]): Sequence {
  return new Sequence({ value: [new ObjectIdentifier({ value: checkOid(oid) }), utf8String(name)] });
}

function utf8String(text: string): Utf8String {
  return new Utf8String({ value: checkText(text, 'UTF8String') });
}
