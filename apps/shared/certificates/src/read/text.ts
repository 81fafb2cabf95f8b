import { AttributeValue } from '@peculiar/asn1-x509';
import { fromBER, NumericString, VisibleString } from 'asn1js';
import { parseDer } from './asn1.ts';
import { malformed } from './error.ts';

/** The text of a value of any of the string types of ASN.1; undefined where it is of another type. */
export function findText(value: AttributeValue): string | undefined {
  const { utf8String, bmpString, universalString, printableString, ia5String, teletexString } = value;
  const wide = bmpString ?? universalString;
  if (wide?.isWellFormed() === false) throw malformed('A text has half a character.');
  const narrow = printableString ?? ia5String ?? findOtherText(value);
  // T.61 as everybody has written it: Latin-1
  return utf8String ?? wide ?? teletexString ?? (narrow === undefined ? undefined : toAscii(narrow));
}

/** The same of DER. Throws CertificateError. */
export function findTextOfDer(der: Uint8Array): string | undefined {
  return findText(parseDer(der, AttributeValue, 'AttributeValue'));
}

/** Of the types that the library carries without reading them. */
function findOtherText({ anyValue }: AttributeValue): string | undefined {
  const block = anyValue ? fromBER(anyValue).result : undefined;
  return block instanceof VisibleString || block instanceof NumericString ? block.getValue() : undefined;
}

/** The library takes text of ASCII for Latin-1. */
export function toAscii(text: string): string {
  if (/[^\0-\x7f]/.test(text)) throw malformed('A text of ASCII has other characters.');
  return text;
}
