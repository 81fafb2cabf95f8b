import type { Certificate } from '../certificate.ts';
import { context, type DerNode, readDer, TAG } from './der.ts';
import { malformed } from './error.ts';
import { type RawExtension, readRawExtensions } from './extensions.ts';
import { expectTag, type Fields, sequenceOf } from './fields.ts';
import { toBitOctets, toCount, toHex } from './values.ts';

/** The parts of a certificate as they stand, before anything is made of them (RFC 5280, 4.1). */
export interface CertificateParts {
  readonly version: Certificate['version'];
  readonly serialNumber: DerNode;
  readonly algorithm: DerNode;
  readonly issuer: DerNode;
  readonly notBefore: DerNode;
  readonly notAfter: DerNode;
  readonly subject: DerNode;
  readonly key: DerNode;
  readonly extensions: readonly RawExtension[];
}

export function readParts(der: Uint8Array): CertificateParts {
  const fields = sequenceOf(readDer(der), 'Certificate');
  const parts = readSigned(fields.take(TAG.sequence, 'tbsCertificate'));
  const algorithm = fields.take(TAG.sequence, 'signatureAlgorithm');
  toBitOctets(fields.take(TAG.bitString, 'signatureValue'), 'signatureValue');
  fields.end('Certificate');
  // RFC 5280, 4.1.1.2: else the signature would not cover how it is to be checked
  if (toHex(algorithm.der) !== toHex(parts.algorithm.der)) throw malformed('The two signature algorithms differ.');
  return parts;
}

function readSigned(node: DerNode): CertificateParts {
  const fields = sequenceOf(node, 'tbsCertificate');
  const version = readVersion(fields);
  return {
    version,
    serialNumber: fields.take(TAG.integer, 'serialNumber'),
    algorithm: fields.take(TAG.sequence, 'signature'),
    issuer: fields.take(TAG.sequence, 'issuer'),
    ...readValidity(fields.take(TAG.sequence, 'validity')),
    subject: fields.take(TAG.sequence, 'subject'),
    key: fields.take(TAG.sequence, 'subjectPublicKeyInfo'),
    extensions: readTail(fields, version),
  };
}

function readVersion(fields: Fields): Certificate['version'] {
  const tagged = fields.takeIf(context(0, 'constructed'));
  if (tagged === undefined) return 1;
  const version = toCount(expectTag(tagged.children[0], TAG.integer, 'version'), 'version');
  if (tagged.children.length !== 1 || version > 2) throw malformed('The version is none of 1, 2 and 3.');
  // holds: a count of at most 2
  return (version + 1) as Certificate['version'];
}

function readValidity(node: DerNode): Pick<CertificateParts, 'notBefore' | 'notAfter'> {
  const [notBefore, notAfter, ...more] = node.children;
  if (notBefore === undefined || notAfter === undefined || more.length > 0)
    throw malformed('The validity is not two times.');
  return { notBefore, notAfter };
}

/** RFC 5280, 4.1.2.8 and 4.1.2.9: unique identifiers since version 2, extensions since 3. */
function readTail(fields: Fields, version: Certificate['version']): readonly RawExtension[] {
  const identifiers = [fields.takeIf(context(1, 'primitive')), fields.takeIf(context(2, 'primitive'))];
  const tagged = fields.takeIf(context(3, 'constructed'));
  fields.end('tbsCertificate');
  if (version < 2 && identifiers.some((each) => each !== undefined)) throw malformed('Version 1 has no identifiers.');
  if (tagged === undefined) return [];
  if (version < 3) throw malformed(`Version ${version} has no extensions.`);
  const [list, ...more] = tagged.children;
  if (list === undefined || more.length > 0) throw malformed('"extensions" is not one list.');
  return readRawExtensions(list);
}
