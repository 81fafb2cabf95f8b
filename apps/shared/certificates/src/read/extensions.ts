import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  CertificatePolicies,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type Extension,
  type GeneralSubtree,
  KeyUsage,
  NameConstraints,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import type { Extensions, GeneralName, KeyUsage as KeyUsageName } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { parseDer, parseList } from './asn1.ts';
import { malformed } from './error.ts';
import { toGeneralName } from './general-name.ts';
import { findRepeated } from './repeated.ts';
import { WrittenBasicConstraints } from './syntax.ts';
import { checkCount, toHex } from './values.ts';

/** One extension as it stands; `value` is what its octet string holds, unread. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** RFC 5280, 4.2: of each kind at most one; where there is a list, it is not empty. */
export function toRawExtensions(extensions: readonly Extension[] | undefined): readonly RawExtension[] {
  if (extensions?.length === 0) throw malformed('"extensions" is empty.');
  const raw = Array.from(extensions ?? [], toRawExtension);
  const repeated = findRepeated(raw.map(({ oid }) => oid));
  if (repeated !== undefined) throw malformed(`The extension ${repeated} stands twice (RFC 5280, 4.2).`);
  return raw;
}

function toRawExtension({ extnID, critical, extnValue }: Extension): RawExtension {
  return { oid: extnID, critical: critical === true, value: new Uint8Array(extnValue.buffer) };
}

type Known = Omit<Extensions, 'all'>;

const READERS: ReadonlyMap<string, (value: Uint8Array) => Partial<Known>> = new Map([
  [OIDS.basicConstraints, readBasicConstraints],
  [OIDS.keyUsage, (value) => ({ keyUsage: readKeyUsage(value) })],
  [OIDS.extKeyUsage, (value) => ({ extendedKeyUsage: parseList(value, ExtendedKeyUsage, 'extKeyUsage') })],
  [OIDS.subjectAltName, (value) => ({ subjectAlternativeNames: readSubjectAlternativeName(value) })],
  [OIDS.subjectKeyIdentifier, readSubjectKeyIdentifier],
  [OIDS.authorityKeyIdentifier, readAuthorityKeyIdentifier],
  [OIDS.certificatePolicies, (value) => ({ policies: readPolicies(value) })],
  [OIDS.authorityInfoAccess, readAuthorityInfoAccess],
  [OIDS.cRLDistributionPoints, (value) => ({ crlUrls: webAddresses(readDistributionPoints(value)) })],
  [OIDS.nameConstraints, (value) => ({ nameConstraints: readNameConstraints(value) })],
]);

export function interpretExtensions(raw: readonly RawExtension[]): Extensions {
  const known = raw.map(({ oid, value }) => READERS.get(oid)?.(value) ?? {});
  const none = { subjectAlternativeNames: [], policies: [], ocspUrls: [], issuerUrls: [], crlUrls: [] };
  return Object.assign({ all: raw.map(({ oid, critical }) => ({ oid, critical })) }, none, ...known);
}

function readBasicConstraints(value: Uint8Array): Partial<Known> {
  const { cA, pathLenConstraint } = parseDer(value, WrittenBasicConstraints, 'basicConstraints');
  const pathLength = pathLenConstraint === undefined ? undefined : checkCount(pathLenConstraint, 'pathLenConstraint');
  return { basicConstraints: { ca: cA === true, ...(pathLength === undefined ? {} : { pathLength }) } };
}

/** In the order of their bits (RFC 5280, 4.2.1.3). */
const KEY_USAGES: readonly KeyUsageName[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Bit by bit, since the number that the library makes of them has no more than 53. */
function readKeyUsage(value: Uint8Array): readonly KeyUsageName[] {
  const octets = new Uint8Array(parseDer(value, KeyUsage, 'keyUsage').value);
  return KEY_USAGES.filter((_, index) => ((octets[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}

function readSubjectAlternativeName(value: Uint8Array): readonly GeneralName[] {
  return parseList(value, SubjectAlternativeName, 'subjectAltName').map(toGeneralName);
}

function readSubjectKeyIdentifier(value: Uint8Array): Partial<Known> {
  const { buffer } = parseDer(value, SubjectKeyIdentifier, 'subjectKeyIdentifier');
  return { subjectKeyIdentifier: toHex(new Uint8Array(buffer)) };
}

function readAuthorityKeyIdentifier(value: Uint8Array): Partial<Known> {
  const { keyIdentifier } = parseDer(value, AuthorityKeyIdentifier, 'authorityKeyIdentifier');
  return keyIdentifier === undefined ? {} : { authorityKeyIdentifier: toHex(new Uint8Array(keyIdentifier.buffer)) };
}

function readPolicies(value: Uint8Array): readonly string[] {
  const policies = parseList(value, CertificatePolicies, 'certificatePolicies');
  return policies.map(({ policyIdentifier }) => policyIdentifier);
}

function readAuthorityInfoAccess(value: Uint8Array): Partial<Known> {
  const descriptions = parseList(value, AuthorityInfoAccessSyntax, 'authorityInfoAccess').map(
    ({ accessMethod, accessLocation }) => ({ method: accessMethod, location: toGeneralName(accessLocation) }),
  );
  const urls = (oid: string) =>
    webAddresses(descriptions.filter(({ method }) => method === oid).map(({ location }) => location));
  return { ocspUrls: urls(OIDS.ocsp), issuerUrls: urls(OIDS.caIssuers) };
}

/** Of each point the full name. What is relative to the issuer's name only a directory could look up. */
export function readDistributionPoints(value: Uint8Array): readonly GeneralName[] {
  const points = parseList(value, CRLDistributionPoints, 'cRLDistributionPoints');
  return points.flatMap(({ distributionPoint }) => (distributionPoint?.fullName ?? []).map(toGeneralName));
}

function webAddresses(names: readonly GeneralName[]): readonly string[] {
  return names.flatMap((name) => (name.kind === 'uri' && /^https?:\/\//i.test(name.value) ? [name.value] : []));
}

function readNameConstraints(value: Uint8Array): NonNullable<Extensions['nameConstraints']> {
  const { permittedSubtrees, excludedSubtrees } = parseDer(value, NameConstraints, 'nameConstraints');
  return {
    permitted: Array.from(permittedSubtrees ?? [], toSubtree),
    excluded: Array.from(excludedSubtrees ?? [], toSubtree),
  };
}

/** RFC 5280, 4.2.1.10 knows no distances: with one, nobody can say what is permitted. */
function toSubtree({ base, minimum, maximum }: GeneralSubtree): GeneralName {
  if (minimum !== 0 || maximum !== undefined) throw malformed('A GeneralSubtree has a distance.');
  return toGeneralName(base);
}
