import { createHash, KeyObject } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';

export function toSubjectPublicKeyInfo(publicKey: KeyObject): SubjectPublicKeyInfo {
  if (!(publicKey instanceof KeyObject) || publicKey.type !== 'public')
    throw new TypeError('"publicKey" must be a public KeyObject');
  return AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/**
 * SHA-1 of the key's bits (RFC 5280, 4.2.1.2, method 1): the value that OCSP asks for, too (RFC 6960, 4.2.1). It
 * finds keys and proves nothing.
 */
export function toKeyIdentifier(publicKey: KeyObject): Uint8Array {
  const { subjectPublicKey } = toSubjectPublicKeyInfo(publicKey);
  return new Uint8Array(createHash('sha1').update(new Uint8Array(subjectPublicKey)).digest());
}
