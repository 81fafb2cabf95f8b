import { createHash } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { readAlgorithmIdentifier } from '../../read/algorithm.ts';
import { type DerNode, TAG } from '../../read/der.ts';
import { expectTag, sequenceOf } from '../../read/fields.ts';
import { readParts } from '../../read/parts.ts';
import { toBitOctets, toHex } from '../../read/values.ts';

/** How OCSP names a certificate (RFC 6960, 4.1.1): by its issuer's name and key, and its number. Octets in hex. */
export interface CertId {
  /** OID. */
  readonly hash: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

/** RFC 5019, 2.1.1 and RFC 9654: what every responder knows, and what newer ones know. */
const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;
export type CertIdHash = keyof typeof HASHES;

/** The issuer's name as it stands in the certificate that is asked about, which is what a responder has hashed. */
export function toCertId(certificate: Certificate, issuer: Certificate, hash: CertIdHash): CertId {
  const { serialNumber, issuer: name } = readParts(certificate.der);
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest('hex');
  return {
    hash: HASHES[hash],
    issuerNameHash: digest(name.der),
    issuerKeyHash: digest(readKeyBits(issuer)),
    serialNumber: toHex(serialNumber.content),
  };
}

/** What is in the BIT STRING of the key, without the algorithm. */
export function readKeyBits({ der }: Certificate): Uint8Array {
  const [, bits] = readParts(der).key.children;
  return toBitOctets(expectTag(bits, TAG.bitString, 'subjectPublicKey'), 'subjectPublicKey');
}

export function readCertId(node: DerNode | undefined): CertId {
  const fields = sequenceOf(node, 'CertID');
  const { oid } = readAlgorithmIdentifier(fields.takeAny());
  const issuerNameHash = toHex(fields.take(TAG.octetString, 'issuerNameHash').content);
  const issuerKeyHash = toHex(fields.take(TAG.octetString, 'issuerKeyHash').content);
  const serialNumber = toHex(fields.take(TAG.integer, 'serialNumber').content);
  fields.end('CertID');
  return { hash: oid, issuerNameHash, issuerKeyHash, serialNumber };
}

export function isSameCertId(a: CertId, b: CertId): boolean {
  return (
    a.hash === b.hash &&
    a.issuerNameHash === b.issuerNameHash &&
    a.issuerKeyHash === b.issuerKeyHash &&
    a.serialNumber === b.serialNumber
  );
}
