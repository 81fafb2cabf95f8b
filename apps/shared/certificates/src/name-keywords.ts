import { OIDS } from './oids.ts';

/** What we write for an attribute: the short names of RFC 4514, 3, and what certificates' own standards call the rest. */
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  [OIDS.commonName, 'CN'],
  [OIDS.localityName, 'L'],
  [OIDS.stateOrProvinceName, 'ST'],
  [OIDS.organizationName, 'O'],
  [OIDS.organizationalUnitName, 'OU'],
  [OIDS.countryName, 'C'],
  [OIDS.streetAddress, 'STREET'],
  [OIDS.domainComponent, 'DC'],
  [OIDS.userId, 'UID'],
  [OIDS.surname, 'surname'],
  [OIDS.givenName, 'givenName'],
  [OIDS.initials, 'initials'],
  [OIDS.generationQualifier, 'generationQualifier'],
  [OIDS.title, 'title'],
  [OIDS.pseudonym, 'pseudonym'],
  [OIDS.dnQualifier, 'dnQualifier'],
  [OIDS.serialNumber, 'serialNumber'],
  [OIDS.businessCategory, 'businessCategory'],
  [OIDS.postalCode, 'postalCode'],
  [OIDS.organizationIdentifier, 'organizationIdentifier'],
  [OIDS.emailAddress, 'emailAddress'],
  [OIDS.jurisdictionLocality, 'jurisdictionLocality'],
  [OIDS.jurisdictionStateOrProvince, 'jurisdictionStateOrProvince'],
  [OIDS.jurisdictionCountry, 'jurisdictionCountry'],
]);

/** What others write: OpenSSL's, Java's and Windows' words, and the long names of X.520. */
const ALIASES: Readonly<Record<string, string>> = {
  commonname: OIDS.commonName,
  localityname: OIDS.localityName,
  stateorprovincename: OIDS.stateOrProvinceName,
  s: OIDS.stateOrProvinceName,
  sp: OIDS.stateOrProvinceName,
  organizationname: OIDS.organizationName,
  organizationalunitname: OIDS.organizationalUnitName,
  countryname: OIDS.countryName,
  streetaddress: OIDS.streetAddress,
  domaincomponent: OIDS.domainComponent,
  userid: OIDS.userId,
  sn: OIDS.surname,
  gn: OIDS.givenName,
  g: OIDS.givenName,
  generation: OIDS.generationQualifier,
  t: OIDS.title,
  dnq: OIDS.dnQualifier,
  organizationid: OIDS.organizationIdentifier,
  e: OIDS.emailAddress,
  email: OIDS.emailAddress,
  jurisdictionl: OIDS.jurisdictionLocality,
  jurisdictionlocalityname: OIDS.jurisdictionLocality,
  jurisdictionofincorporationlocalityname: OIDS.jurisdictionLocality,
  jurisdictionst: OIDS.jurisdictionStateOrProvince,
  jurisdictionstateorprovincename: OIDS.jurisdictionStateOrProvince,
  jurisdictionofincorporationstateorprovincename: OIDS.jurisdictionStateOrProvince,
  jurisdictionc: OIDS.jurisdictionCountry,
  jurisdictioncountryname: OIDS.jurisdictionCountry,
  jurisdictionofincorporationcountryname: OIDS.jurisdictionCountry,
};

const BY_KEYWORD: ReadonlyMap<string, string> = new Map([
  ...[...KEYWORDS].map(([oid, keyword]) => [keyword.toLowerCase(), oid] as const),
  ...Object.entries(ALIASES),
]);

/** The dotted form where there is no keyword. */
export function keywordOf(oid: string): string {
  return KEYWORDS.get(oid) ?? oid;
}

/** In any case, and also a dotted OID with or without `OID.` before it. */
export function findAttributeOid(keyword: string): string | undefined {
  const word = keyword.toLowerCase().replace(/^oid\./, '');
  return /^\d+(?:\.\d+)+$/.test(word) ? word : BY_KEYWORD.get(word);
}
