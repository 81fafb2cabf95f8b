import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { sameName } from '../name-same.ts';
import { OIDS } from '../oids.ts';
import { readSignatureAlgorithm } from './algorithm.ts';
import { LABELS, readArmour, readOneArmour } from './armour.ts';
import { CertificateError } from './error.ts';
import { interpretExtensions } from './extensions.ts';
import { readName } from './name.ts';
import { readOrganizationIdentifier } from './organization-identifier.ts';
import { type CertificateParts, readParts } from './parts.ts';
import { readPublicKey } from './public-key.ts';
import { readQualified } from './qualified.ts';
import { readTime } from './time.ts';
import { toIntegerHex } from './values.ts';

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
  return { der, fingerprint: createHash('sha256').update(der).digest('hex'), ...interpret(readParts(der)) };
}

function interpret(parts: CertificateParts): Omit<Certificate, 'der' | 'fingerprint'> {
  const subject = readName(parts.subject, 'subject');
  const issuer = readName(parts.issuer, 'issuer');
  return {
    version: parts.version,
    serialNumber: toIntegerHex(parts.serialNumber),
    subject,
    issuer,
    notBefore: readTime(parts.notBefore),
    notAfter: readTime(parts.notAfter),
    signature: readSignatureAlgorithm(parts.algorithm),
    key: readPublicKey(parts.key),
    isSelfIssued: sameName(subject, issuer),
    extensions: interpretExtensions(parts.extensions),
    qualified: readQualified(parts.extensions.find(({ oid }) => oid === OIDS.qcStatements)?.value),
    organizationIdentifier: readOrganizationIdentifier(subject),
  };
}
