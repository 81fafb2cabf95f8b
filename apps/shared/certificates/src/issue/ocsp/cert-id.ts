import { createHash } from 'node:crypto';
import { CertID } from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate as Asn1Certificate } from '@peculiar/asn1-x509';
import type { Certificate } from '../../certificate.ts';
import { toDer } from '../asn1.ts';
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
  const { issuerNameHash, issuerKeyHash } = hashIssuer(issuer, hash);
  const der = toDer(
    new CertID({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: CERT_ID_HASHES[hash], parameters: null }),
      issuerNameHash: new OctetString(Buffer.from(issuerNameHash, 'hex')),
      issuerKeyHash: new OctetString(Buffer.from(issuerKeyHash, 'hex')),
      serialNumber: toSerialOctets(serialNumber),
    }),
  );
  return { der, hash, issuerNameHash, issuerKeyHash, serialNumber };
}

/** Whether it is this authority that the certificate asked about was issued by. */
export function isIssuerOf(certId: OcspCertId, issuer: Certificate): boolean {
  if (certId.hash === 'unknown') return false;
  const { issuerNameHash, issuerKeyHash } = hashIssuer(issuer, certId.hash);
  return certId.issuerNameHash === issuerNameHash && certId.issuerKeyHash === issuerKeyHash;
}

function hashIssuer(issuer: Certificate, hash: CertIdHash): { issuerNameHash: string; issuerKeyHash: string } {
  const { subject, subjectPublicKeyInfo } = AsnConvert.parse(issuer.der, Asn1Certificate).tbsCertificate;
  const digest = (bytes: Uint8Array): string => createHash(hash).update(bytes).digest('hex');
  return {
    issuerNameHash: digest(toDer(subject)),
    issuerKeyHash: digest(new Uint8Array(subjectPublicKeyInfo.subjectPublicKey)),
  };
}
