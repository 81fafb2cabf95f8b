import { createHash } from 'node:crypto';
import { CertID } from '@peculiar/asn1-ocsp';
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate.ts';
import { toDer } from '../read/asn1.ts';
import { partsOf } from '../read/parts.ts';
import { toHex, toSerialNumber } from '../read/values.ts';

/** Hash algorithms that may name an issuer (RFC 6960, 4.1.1; RFC 5019, 2.1.1 and RFC 9654 ask for these two at least). */
export const CERT_ID_HASHES = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
export type CertIdHash = keyof typeof CERT_ID_HASHES;

/** Which certificate is asked about: by its issuer's name and key, and its number (RFC 6960, 4.1.1). */
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

/** The identifier of a certificate, as a client asks for it: with the issuer's name as the certificate itself has it. */
export function createOcspCertId(certificate: Certificate, issuer: Certificate, hash: CertIdHash = 'sha1'): OcspCertId {
  const { issuer: name, serialNumber } = partsOf(certificate);
  return readCertId(
    new CertID({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: CERT_ID_HASHES[hash], parameters: null }),
      issuerNameHash: new OctetString(digest(hash, name)),
      issuerKeyHash: new OctetString(digest(hash, partsOf(issuer).keyBits)),
      serialNumber,
    }),
  );
}

export function readCertId(certId: CertID): OcspCertId {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = certId;
  return {
    der: toDer(certId),
    hash: toHash(hashAlgorithm.algorithm),
    issuerNameHash: toHex(new Uint8Array(issuerNameHash.buffer)),
    issuerKeyHash: toHex(new Uint8Array(issuerKeyHash.buffer)),
    serialNumber: toSerialNumber(new Uint8Array(serialNumber)),
  };
}

/** The parameters of the hash count for nothing: some write NULL, some none. */
export function isSameCertId(a: OcspCertId, b: OcspCertId): boolean {
  return (
    a.hash === b.hash &&
    a.issuerNameHash === b.issuerNameHash &&
    a.issuerKeyHash === b.issuerKeyHash &&
    a.serialNumber === b.serialNumber
  );
}

/** Whether it is this authority that the certificate asked about was issued by. */
export function isIssuerOf({ hash, issuerNameHash, issuerKeyHash }: OcspCertId, issuer: Certificate): boolean {
  if (hash === 'unknown') return false;
  const { subject, keyBits } = partsOf(issuer);
  return issuerNameHash === toHex(digest(hash, subject)) && issuerKeyHash === toHex(digest(hash, keyBits));
}

function digest(hash: CertIdHash, bytes: Uint8Array): Buffer {
  return createHash(hash).update(bytes).digest();
}

function toHash(oid: string): OcspCertId['hash'] {
  // holds: the keys of CERT_ID_HASHES are CertIdHash
  const names = Object.keys(CERT_ID_HASHES) as CertIdHash[];
  return names.find((name) => CERT_ID_HASHES[name] === oid) ?? 'unknown';
}
