import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import type { DistinguishedName, NameAttribute } from '../name.ts';
import { OIDS } from '../oids.ts';
import { toDer } from '../read/asn1.ts';
import { checkOid } from './asn1.ts';
import { IssueError } from './error.ts';
import { checkText } from './text.ts';

// RFC 5280, appendix A.1; CA/Browser Forum EV guidelines 9.2.4 for the country of jurisdiction
const PRINTABLE: ReadonlySet<string> = new Set([
  OIDS.countryName,
  OIDS.serialNumber,
  OIDS.dnQualifier,
  OIDS.jurisdictionCountry,
]);
const IA5: ReadonlySet<string> = new Set([OIDS.domainComponent, OIDS.emailAddress]);

/** A name as it goes into a certificate: UTF8String, but for the attributes whose syntax is another. */
export function toAsn1Name(name: DistinguishedName): Name {
  return new Name(name.map(toRelativeName));
}

function toRelativeName(attributes: readonly NameAttribute[]): RelativeDistinguishedName {
  if (attributes.length === 0) throw new TypeError('a relative distinguished name has at least one attribute');
  // the order of a SET OF is that of its octets (X.690, 11.6), which the serializer does not see to
  const sorted = attributes.map(toAttribute).sort((a, b) => Buffer.compare(toDer(a), toDer(b)));
  return new RelativeDistinguishedName(sorted);
}

function toAttribute({ oid, value }: NameAttribute): AttributeTypeAndValue {
  if (value === '') throw new IssueError('ERR_NAME_NOT_ENCODABLE', `attribute "${oid}" of a name is empty`);
  return new AttributeTypeAndValue({ type: checkOid(oid), value: toAttributeValue(oid, value) });
}

function toAttributeValue(oid: string, value: string): AttributeValue {
  if (PRINTABLE.has(oid)) return new AttributeValue({ printableString: checkText(value, 'PrintableString') });
  if (IA5.has(oid)) return new AttributeValue({ ia5String: checkText(value, 'IA5String') });
  return new AttributeValue({ utf8String: checkText(value, 'UTF8String') });
}
