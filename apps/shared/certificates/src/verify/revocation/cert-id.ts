import { createHash } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { CERT_ID_HASHES } from '../../issue/ocsp/cert-id.ts';
import { getKeyBits } from '../../issue/public-key.ts';
import { readAlgorithmIdentifier } from '../../read/algorithm.ts';
import { type DerNode, TAG } from '../../read/der.ts';
import { sequenceOf } from '../../read/fields.ts';
import { readParts } from '../../read/parts.ts';
import { toHex } from '../../read/values.ts';

/** How OCSP names a certificate (RFC 6960, 4.1.1): by its issuer's name and key, and its number. Octets in hex. */
export interface CertId {
  /** OID. */
  readonly hash: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

/** RFC 5019, 2.1.1 and RFC 9654: what every responder knows, and what newer ones know. */
export type CertIdHash = 'sha1' | 'sha256';

/** The issuer's name as it stands in the certificate that is asked about, which is what a responder has hashed. */
export function toCertId(certificate: Certificate, issuer: Certificate, hash: CertIdHash): CertId {
  const { serialNumber, issuer: name } = readParts(certificate.der);
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest('hex');
  return {
    hash: CERT_ID_HASHES[hash],
    issuerNameHash: digest(name.der),
    issuerKeyHash: digest(getKeyBits(readParts(issuer.der).key)),
    serialNumber: toHex(serialNumber.content),
  };
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
