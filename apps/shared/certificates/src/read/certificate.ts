import { createHash } from 'node:crypto';
import { type TBSCertificate, Version } from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate.ts';
import { sameName } from '../name-same.ts';
import { OIDS } from '../oids.ts';
import { toSignatureAlgorithm } from './algorithm.ts';
import { LABELS, readArmour, readOneArmour } from './armour.ts';
import { parseDer } from './asn1.ts';
import { CertificateError, malformed } from './error.ts';
import { interpretExtensions, toRawExtensions } from './extensions.ts';
import { toName } from './name.ts';
import { readOrganizationIdentifier } from './organization-identifier.ts';
import { keepParts } from './parts.ts';
import { toPublicKey } from './public-key.ts';
import { readQualified } from './qualified.ts';
import { WrittenCertificate, type WrittenTBSCertificate } from './syntax.ts';
import { readTime } from './time.ts';
import { toSerialNumber } from './values.ts';

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
  const written = parseDer(der, WrittenCertificate, 'Certificate');
  const { tbsCertificate, signatureAlgorithm } = written;
  // RFC 5280, 4.1.1.2: else the signature would not cover how it is to be checked
  if (!signatureAlgorithm.isEqual(tbsCertificate.signature)) throw malformed('The two signature algorithms differ.');
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const certificate = { der, fingerprint, ...interpret(tbsCertificate) };
  keepParts(certificate, written);
  return certificate;
}

function interpret(tbs: WrittenTBSCertificate): Omit<Certificate, 'der' | 'fingerprint'> {
  const version = readVersion(tbs);
  const subject = toName(tbs.subject, 'subject');
  const issuer = toName(tbs.issuer, 'issuer');
  const extensions = toRawExtensions(tbs.extensions);
  return {
    version,
    serialNumber: toSerialNumber(new Uint8Array(tbs.serialNumber)),
    subject,
    issuer,
    notBefore: readTime(tbs.validity.notBefore),
    notAfter: readTime(tbs.validity.notAfter),
    signature: toSignatureAlgorithm(tbs.signature),
    key: toPublicKey(tbs.subjectPublicKeyInfo),
    isSelfIssued: sameName(subject, issuer),
    extensions: interpretExtensions(extensions),
    qualified: readQualified(extensions.find(({ oid }) => oid === OIDS.qcStatements)?.value),
    organizationIdentifier: readOrganizationIdentifier(subject),
  };
}

const VERSIONS: ReadonlyMap<number | undefined, Certificate['version']> = new Map([
  [undefined, 1],
  [Version.v1, 1],
  [Version.v2, 2],
  [Version.v3, 3],
]);

/** RFC 5280, 4.1.2.8 and 4.1.2.9: unique identifiers since version 2, extensions since 3. */
function readVersion(tbs: TBSCertificate): Certificate['version'] {
  const version = VERSIONS.get(tbs.version);
  if (version === undefined) throw malformed('The version is none of 1, 2 and 3.');
  if (version < 2 && (tbs.issuerUniqueID ?? tbs.subjectUniqueID) !== undefined)
    throw malformed('Version 1 has no identifiers.');
  if (version < 3 && tbs.extensions !== undefined) throw malformed(`Version ${version} has no extensions.`);
  return version;
}
