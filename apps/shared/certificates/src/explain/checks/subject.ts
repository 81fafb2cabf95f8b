import type { AttributeTypeAndValue, Name } from '@peculiar/asn1-x509';
import type { DistinguishedName } from '../../name.ts';
import { findAttribute } from '../../name.ts';
import { keywordOf } from '../../name-keywords.ts';
import { OIDS } from '../../oids.ts';
import { type Check, PROVIDERS } from '../check.ts';
import { findCountry } from '../words/countries.ts';

const valuesOf = (name: DistinguishedName, oid: string): readonly string[] =>
  name.flat().flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []));

/** RFC 5280, appendix A.1, without the organisation, whose name may be longer by EN 319 412-3, LEG-4.2.1-9. */
const UPPER_BOUNDS: ReadonlyMap<string, number> = new Map([
  [OIDS.commonName, 64],
  [OIDS.organizationalUnitName, 64],
  [OIDS.serialNumber, 64],
  [OIDS.localityName, 128],
  [OIDS.stateOrProvinceName, 128],
]);

const ONLY_PRINTABLE: ReadonlySet<string> = new Set([OIDS.countryName, OIDS.serialNumber, OIDS.jurisdictionCountry]);

/** The attributes of a name whose string type is not theirs. */
function misencoded(name: Name): readonly string[] {
  return [...name].flatMap((attributes) => [...attributes].filter(isMisencoded).map(({ type }) => keywordOf(type)));
}

function isMisencoded({ type, value }: AttributeTypeAndValue): boolean {
  if (ONLY_PRINTABLE.has(type)) return value.printableString === undefined;
  return (value.teletexString ?? value.bmpString ?? value.universalString) !== undefined;
}

export const SUBJECT_CHECKS: readonly Check[] = [
  {
    code: 'organization-name-missing',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.2.1-2',
    advice: 'The subject must carry the full registered name of the organisation.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) =>
      findAttribute(subject, OIDS.organizationName) === undefined ? 'The subject has no organisation (O).' : undefined,
  },
  {
    code: 'country-missing',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.2.1-2',
    advice: 'The subject must carry the country where the organisation is established.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) =>
      findAttribute(subject, OIDS.countryName) === undefined ? 'The subject has no country (C).' : undefined,
  },
  {
    code: 'country-form',
    severity: 'error',
    clause: 'RFC 5280 A.1, ISO 3166-1',
    advice: 'The country must be two upper-case letters, as DE.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) => {
      const country = findAttribute(subject, OIDS.countryName);
      return country === undefined || findCountry(country) !== undefined
        ? undefined
        : `The country of the subject is "${country}".`;
    },
  },
  {
    code: 'common-name-missing',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.2.1-2',
    advice: 'The subject must carry the name in everyday use.',
    of: ['seal'],
    find: ({ certificate: { subject } }) =>
      findAttribute(subject, OIDS.commonName) === undefined ? 'The subject has no common name (CN).' : undefined,
  },
  {
    code: 'site-name-missing',
    severity: 'note',
    clause: 'EN 319 412-3 LEG-4.2.1-2, EN 319 412-4 WEB-4.1.4-2',
    advice: 'Put the first DNS name there, too, for those who still look at the common name.',
    of: ['web'],
    find: ({ certificate: { subject } }) =>
      findAttribute(subject, OIDS.commonName) === undefined ? 'The subject has no common name (CN).' : undefined,
  },
  {
    code: 'attribute-repeated',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.2.1-3',
    advice: 'Country, organisation, its identifier and the common name stand once each.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) => {
      const repeated = [OIDS.countryName, OIDS.organizationName, OIDS.organizationIdentifier, OIDS.commonName].filter(
        (oid) => valuesOf(subject, oid).length > 1,
      );
      return repeated.length === 0 ? undefined : `The subject has more than one ${repeated.map(keywordOf).join(', ')}.`;
    },
  },
  {
    code: 'attribute-too-long',
    severity: 'warning',
    clause: 'RFC 5280 A.1',
    advice: 'Shorten it: strict readers refuse more.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) => {
      const long = subject.flat().find(({ oid, value }) => [...value].length > (UPPER_BOUNDS.get(oid) ?? Infinity));
      return long === undefined
        ? undefined
        : `${keywordOf(long.oid)} has ${[...long.value].length} characters; ${UPPER_BOUNDS.get(long.oid)} are the most.`;
    },
  },
  {
    code: 'attribute-encoding',
    severity: 'warning',
    clause: 'RFC 5280 4.1.2.4 and A.1',
    advice: 'The issuer should use UTF8String, and PrintableString for countries and serial numbers.',
    of: PROVIDERS,
    find: ({ tbsCertificate: { subject } }) => {
      const wrong = misencoded(subject);
      return wrong.length === 0
        ? undefined
        : `Attributes of the subject are of another string type: ${wrong.join(', ')}.`;
    },
  },
];
