import { createHash } from 'node:crypto';
import { CertID } from '@peculiar/asn1-ocsp';
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Certificate } from '../../certificate.ts';
import { toDer } from '../../read/asn1.ts';
import { readParts } from '../../read/parts.ts';
import { readKeyBits } from '../public-key.ts';
import { toSerialOctets } from '../serial-number.ts';

/** Hash algorithms that may name an issuer (RFC 6960, 4.1.1; RFC 5019, 2.1.1 and RFC 9654 ask for these two at least). */
export const CERT_ID_HASHES = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
export type CertIdHash = keyof typeof CERT_ID_HASHES;

/** Which certificate is asked about. */
export interface OcspCertId {
  /** As it came: an answer has to repeat it. */
  readonly der: Uint8Array;
  /** `unknown`: one that names no certificate of ours, whatever it is. */
  readonly hash: CertIdHash | 'unknown';
  /** Lower-case hex. */
  readonly issuerNameHash: string;
  /** Lower-case hex. */
  readonly issuerKeyHash: string;
  /** As `Certificate.serialNumber`. */
  readonly serialNumber: string;
}

/** The identifier of a certificate, as a client asks for it. */
export function createOcspCertId(
  certificate: Pick<Certificate, 'serialNumber'>,
  issuer: Certificate,
  hash: CertIdHash = 'sha1',
): OcspCertId {
  const { serialNumber } = certificate;
  const { name, key } = hashIssuer(issuer, hash);
  const certId = new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: CERT_ID_HASHES[hash], parameters: null }),
    issuerNameHash: new OctetString(name),
    issuerKeyHash: new OctetString(key),
    serialNumber: toSerialOctets(serialNumber),
  });
  return {
    der: toDer(certId),
    hash,
    issuerNameHash: name.toString('hex'),
    issuerKeyHash: key.toString('hex'),
    serialNumber,
  };
}

/** Whether it is this authority that the certificate asked about was issued by. */
export function isIssuerOf(certId: OcspCertId, issuer: Certificate): boolean {
  if (certId.hash === 'unknown') return false;
  const { name, key } = hashIssuer(issuer, certId.hash);
  return certId.issuerNameHash === name.toString('hex') && certId.issuerKeyHash === key.toString('hex');
}

function hashIssuer(issuer: Certificate, hash: CertIdHash): { readonly name: Buffer; readonly key: Buffer } {
  const { subject, key } = readParts(issuer.der);
  const digest = (bytes: Uint8Array): Buffer => createHash(hash).update(bytes).digest();
  return { name: digest(subject.der), key: digest(readKeyBits(key.der)) };
}
