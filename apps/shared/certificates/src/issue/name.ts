import type { DistinguishedName, NameAttribute } from '../name.ts';
import { OIDS } from '../oids.ts';
import { objectIdentifier, sequence, setOf } from './der.ts';
import { IssueError } from './error.ts';
import { ia5String, printableString, utf8String } from './text.ts';

// RFC 5280, appendix A.1; CA/Browser Forum EV guidelines 9.2.4 for the country of jurisdiction
const PRINTABLE: ReadonlySet<string> = new Set([
  OIDS.countryName,
  OIDS.serialNumber,
  OIDS.dnQualifier,
  OIDS.jurisdictionCountry,
]);
const IA5: ReadonlySet<string> = new Set([OIDS.domainComponent, OIDS.emailAddress]);

/** A name as it goes into a certificate: UTF8String, but for the attributes whose syntax is another. */
export function encodeName(name: DistinguishedName): Uint8Array {
  return sequence(...name.map(encodeRelativeName));
}

function encodeRelativeName(attributes: readonly NameAttribute[]): Uint8Array {
  if (attributes.length === 0) throw new TypeError('a relative distinguished name has at least one attribute');
  return setOf(...attributes.map(encodeAttribute));
}

function encodeAttribute({ oid, value }: NameAttribute): Uint8Array {
  if (value === '') throw new IssueError('ERR_NAME_NOT_ENCODABLE', `attribute "${oid}" of a name is empty`);
  return sequence(objectIdentifier(oid), chooseString(oid)(value));
}

function chooseString(oid: string): (text: string) => Uint8Array {
  if (PRINTABLE.has(oid)) return printableString;
  return IA5.has(oid) ? ia5String : utf8String;
}
