import type { Extensions, GeneralName, KeyUsage } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { context, type DerNode, readDer, TAG } from './der.ts';
import { malformed } from './error.ts';
import { elementsOf, expectTag, fieldsOf, sequenceOf } from './fields.ts';
import { readGeneralName } from './general-name.ts';
import { findRepeated } from './repeated.ts';
import { toBits, toBoolean, toCount, toHex, toOid } from './values.ts';

/** One extension as it stands; `value` is what its octet string holds, unread. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** RFC 5280, 4.2: of each kind at most one. */
export function readRawExtensions(node: DerNode): readonly RawExtension[] {
  const extensions = elementsOf(node, 'extensions').map(readRawExtension);
  const repeated = findRepeated(extensions.map(({ oid }) => oid));
  if (repeated !== undefined) throw malformed(`The extension ${repeated} stands twice (RFC 5280, 4.2).`);
  return extensions;
}

function readRawExtension(node: DerNode): RawExtension {
  const fields = sequenceOf(node, 'Extension');
  const oid = toOid(fields.take(TAG.oid, 'extnID'));
  const critical = fields.takeIf(TAG.boolean);
  const value = fields.take(TAG.octetString, 'extnValue').content;
  fields.end('Extension');
  return { oid, critical: critical !== undefined && toBoolean(critical), value };
}

type Known = Omit<Extensions, 'all'>;

const READERS: ReadonlyMap<string, (value: DerNode) => Partial<Known>> = new Map([
  [OIDS.basicConstraints, readBasicConstraints],
  [OIDS.keyUsage, (value) => ({ keyUsage: readKeyUsage(value) })],
  [OIDS.extKeyUsage, (value) => ({ extendedKeyUsage: elementsOf(value, 'extKeyUsage').map(readOid) })],
  [OIDS.subjectAltName, (value) => ({ subjectAlternativeNames: readGeneralNames(value) })],
  [OIDS.subjectKeyIdentifier, (value) => ({ subjectKeyIdentifier: readKeyIdentifier(value) })],
  [OIDS.authorityKeyIdentifier, readAuthorityKeyIdentifier],
  [OIDS.certificatePolicies, (value) => ({ policies: elementsOf(value, 'certificatePolicies').map(readPolicy) })],
  [OIDS.authorityInfoAccess, readAuthorityInfoAccess],
  [OIDS.cRLDistributionPoints, (value) => ({ crlUrls: webAddresses(readDistributionPoints(value)) })],
  [OIDS.nameConstraints, (value) => ({ nameConstraints: readNameConstraints(value) })],
]);

export function interpretExtensions(raw: readonly RawExtension[]): Extensions {
  const known = raw.map(({ oid, value }) => READERS.get(oid)?.(readDer(value)) ?? {});
  const none = { subjectAlternativeNames: [], policies: [], ocspUrls: [], issuerUrls: [], crlUrls: [] };
  return Object.assign({ all: raw.map(({ oid, critical }) => ({ oid, critical })) }, none, ...known);
}

function readBasicConstraints(value: DerNode): Partial<Known> {
  const fields = sequenceOf(value, 'basicConstraints');
  const ca = fields.takeIf(TAG.boolean);
  const pathLength = fields.takeIf(TAG.integer);
  fields.end('basicConstraints');
  return {
    basicConstraints: {
      ca: ca !== undefined && toBoolean(ca),
      ...(pathLength === undefined ? {} : { pathLength: toCount(pathLength, 'pathLenConstraint') }),
    },
  };
}

/** In the order of their bits (RFC 5280, 4.2.1.3). */
const KEY_USAGES: readonly KeyUsage[] = [
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

function readKeyUsage(value: DerNode): readonly KeyUsage[] {
  const bits = toBits(expectTag(value, TAG.bitString, 'keyUsage'), 'keyUsage');
  return KEY_USAGES.filter((_, index) => bits[index] === true);
}

function readOid(node: DerNode): string {
  return toOid(expectTag(node, TAG.oid, 'OBJECT IDENTIFIER'));
}

export function readGeneralNames(value: DerNode): readonly GeneralName[] {
  return elementsOf(value, 'GeneralNames').map(readGeneralName);
}

function readKeyIdentifier(value: DerNode): string {
  return toHex(expectTag(value, TAG.octetString, 'subjectKeyIdentifier').content);
}

function readAuthorityKeyIdentifier(value: DerNode): Partial<Known> {
  const fields = sequenceOf(value, 'authorityKeyIdentifier');
  const keyIdentifier = fields.takeIf(context(0, 'primitive'));
  fields.takeIf(context(1, 'constructed'));
  fields.takeIf(context(2, 'primitive'));
  fields.end('authorityKeyIdentifier');
  return keyIdentifier === undefined ? {} : { authorityKeyIdentifier: toHex(keyIdentifier.content) };
}

function readPolicy(node: DerNode): string {
  const fields = sequenceOf(node, 'PolicyInformation');
  const oid = toOid(fields.take(TAG.oid, 'policyIdentifier'));
  fields.takeIf(TAG.sequence);
  fields.end('PolicyInformation');
  return oid;
}

function readAuthorityInfoAccess(value: DerNode): Partial<Known> {
  const descriptions = elementsOf(value, 'authorityInfoAccess').map((node) => {
    const fields = sequenceOf(node, 'AccessDescription');
    const method = toOid(fields.take(TAG.oid, 'accessMethod'));
    const location = fields.takeAny();
    fields.end('AccessDescription');
    if (location === undefined) throw malformed('An AccessDescription has no location.');
    return { method, location: readGeneralName(location) };
  });
  const urls = (oid: string) =>
    webAddresses(descriptions.filter(({ method }) => method === oid).map(({ location }) => location));
  return { ocspUrls: urls(OIDS.ocsp), issuerUrls: urls(OIDS.caIssuers) };
}

/** Of each point the full name. What is relative to the issuer's name only a directory could look up. */
export function readDistributionPoints(value: DerNode): readonly GeneralName[] {
  return elementsOf(value, 'cRLDistributionPoints').flatMap((node) => {
    const fields = sequenceOf(node, 'DistributionPoint');
    const point = fields.takeIf(context(0, 'constructed'));
    fields.takeIf(context(1, 'primitive'));
    fields.takeIf(context(2, 'constructed'));
    fields.end('DistributionPoint');
    return point === undefined ? [] : readPointName(point);
  });
}

function readPointName(point: DerNode): readonly GeneralName[] {
  const fields = fieldsOf(point);
  const name = fields.takeAny();
  fields.end('distributionPoint');
  return name?.tag === context(0, 'constructed') ? name.children.map(readGeneralName) : [];
}

function webAddresses(names: readonly GeneralName[]): readonly string[] {
  return names.flatMap((name) => (name.kind === 'uri' && /^https?:\/\//i.test(name.value) ? [name.value] : []));
}

function readNameConstraints(value: DerNode): NonNullable<Extensions['nameConstraints']> {
  const fields = sequenceOf(value, 'nameConstraints');
  const permitted = fields.takeIf(context(0, 'constructed'));
  const excluded = fields.takeIf(context(1, 'constructed'));
  fields.end('nameConstraints');
  return {
    permitted: permitted?.children.map(readSubtree) ?? [],
    excluded: excluded?.children.map(readSubtree) ?? [],
  };
}

/** RFC 5280, 4.2.1.10 knows no distances: with one, nobody can say what is permitted. */
function readSubtree(node: DerNode): GeneralName {
  const fields = sequenceOf(node, 'GeneralSubtree');
  const base = fields.takeAny();
  if (base === undefined) throw malformed('A GeneralSubtree has no base.');
  fields.end('GeneralSubtree');
  return readGeneralName(base);
}
