import { createHash } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { readAlgorithmIdentifier } from '../../read/algorithm.ts';
import { type DerNode, TAG } from '../../read/der.ts';
import { sequenceOf } from '../../read/fields.ts';
import { toHex } from '../../read/values.ts';
import { readParts } from '../certificate-parts.ts';

const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;
export type CertIdHash = keyof typeof HASHES;

/** How OCSP names a certificate (RFC 6960, 4.1.1): by its issuer's name and key, and its number. Octets in hex. */
export interface CertId {
  readonly hash: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

export function toCertId(certificate: Certificate, issuer: Certificate, hash: CertIdHash): CertId {
  const { serialNumber, issuer: name } = readParts(certificate);
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest('hex');
  return {
    hash: HASHES[hash],
    issuerNameHash: digest(name.der),
    issuerKeyHash: digest(readParts(issuer).keyBits),
    serialNumber: toHex(serialNumber.content),
  };
}

export function readCertId(node: DerNode | undefined): CertId {
  const fields = sequenceOf(node, 'CertID');
  const { oid } = readAlgorithmIdentifier(fields.takeAny());
  const [name, key] = [fields.take(TAG.octetString, 'issuerNameHash'), fields.take(TAG.octetString, 'issuerKeyHash')];
  const serialNumber = fields.take(TAG.integer, 'serialNumber');
  fields.end('CertID');
  return {
    hash: oid,
    issuerNameHash: toHex(name.content),
    issuerKeyHash: toHex(key.content),
    serialNumber: toHex(serialNumber.content),
  };
}

export function isSameCertId(a: CertId, b: CertId): boolean {
  return (
    a.hash === b.hash &&
    a.issuerNameHash === b.issuerNameHash &&
    a.issuerKeyHash === b.issuerKeyHash &&
    a.serialNumber === b.serialNumber
  );
}
