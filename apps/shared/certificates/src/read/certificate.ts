import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { sameName } from '../name-same.ts';
import { OIDS } from '../oids.ts';
import { readSignatureAlgorithm } from './algorithm.ts';
import { LABELS, readArmour, readOneArmour } from './armour.ts';
import { context, type DerNode, readDer, TAG } from './der.ts';
import { CertificateError, malformed } from './error.ts';
import { interpretExtensions, type RawExtension, readRawExtensions } from './extensions.ts';
import { expectTag, type Fields, sequenceOf } from './fields.ts';
import { readName } from './name.ts';
import { readOrganizationIdentifier } from './organization-identifier.ts';
import { readPublicKey } from './public-key.ts';
import { readQualified } from './qualified.ts';
import { readTime } from './time.ts';
import { toBitOctets, toCount, toHex, toIntegerHex } from './values.ts';

/**
 * Reads exactly one certificate (RFC 5280): DER, PEM, or base64 of either, however it was wrapped on its way. Strict
 * about its bytes, and without a judgement on what it says. Throws CertificateError, and nothing else.
 */
export function readCertificate(input: Uint8Array | string): Certificate {
  return readCertificateDer(readOneArmour(input, LABELS.certificate));
}

/** All certificates of a bundle in their order; at least one. */
export function readCertificates(input: Uint8Array | string): readonly Certificate[] {
  const ders = readArmour(input, LABELS.certificate);
  if (ders.length === 0) throw new CertificateError('ERR_CERTIFICATE_NOT_ONE', 'There is no certificate.');
  return ders.map(readCertificateDer);
}

function readCertificateDer(der: Uint8Array): Certificate {
  const fields = sequenceOf(readDer(der), 'Certificate');
  const signed = fields.take(TAG.sequence, 'tbsCertificate');
  const algorithm = fields.take(TAG.sequence, 'signatureAlgorithm');
  toBitOctets(fields.take(TAG.bitString, 'signatureValue'), 'signatureValue');
  fields.end('Certificate');
  return { der, fingerprint: createHash('sha256').update(der).digest('hex'), ...readSigned(signed, algorithm) };
}

function readSigned(node: DerNode, outer: DerNode): Omit<Certificate, 'der' | 'fingerprint'> {
  const fields = sequenceOf(node, 'tbsCertificate');
  const version = readVersion(fields);
  const serialNumber = toIntegerHex(fields.take(TAG.integer, 'serialNumber'));
  const algorithm = fields.take(TAG.sequence, 'signature');
  // RFC 5280, 4.1.1.2: else the signature would not cover how it is to be checked
  if (toHex(algorithm.der) !== toHex(outer.der)) throw malformed('The two signature algorithms differ.');
  const issuer = readName(fields.takeAny(), 'issuer');
  const validity = readValidity(fields.takeAny());
  const subject = readName(fields.takeAny(), 'subject');
  const key = readPublicKey(fields.take(TAG.sequence, 'subjectPublicKeyInfo'));
  const raw = readTail(fields, version);
  return {
    version,
    serialNumber,
    subject,
    issuer,
    ...validity,
    signature: readSignatureAlgorithm(algorithm),
    key,
    isSelfIssued: sameName(subject, issuer),
    extensions: interpretExtensions(raw),
    qualified: readQualified(raw.find(({ oid }) => oid === OIDS.qcStatements)?.value),
    organizationIdentifier: readOrganizationIdentifier(subject),
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

function readValidity(node: DerNode | undefined): Pick<Certificate, 'notBefore' | 'notAfter'> {
  const fields = sequenceOf(node, 'validity');
  const [notBefore, notAfter] = [fields.takeAny(), fields.takeAny()];
  fields.end('validity');
  if (notBefore === undefined || notAfter === undefined) throw malformed('The validity has no two times.');
  return { notBefore: readTime(notBefore), notAfter: readTime(notAfter) };
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
