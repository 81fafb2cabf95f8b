import { createHash, KeyObject } from 'node:crypto';
import { type DerNode, readDer, TAG } from '../read/der.ts';
import { sequenceOf } from '../read/fields.ts';
import { toBitOctets } from '../read/values.ts';

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). */
export function encodePublicKey(publicKey: KeyObject): Uint8Array {
  if (!(publicKey instanceof KeyObject) || publicKey.type !== 'public')
    throw new TypeError('"publicKey" must be a public KeyObject');
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** What stands in the BIT STRING of a SubjectPublicKeyInfo. */
export function getKeyBits(publicKeyInfo: DerNode): Uint8Array {
  const fields = sequenceOf(publicKeyInfo, 'subjectPublicKeyInfo');
  fields.take(TAG.sequence, 'algorithm');
  return toBitOctets(fields.take(TAG.bitString, 'subjectPublicKey'), 'subjectPublicKey');
}

/**
 * SHA-1 of the key's bits (RFC 5280, 4.2.1.2, method 1): the value that OCSP asks for, too (RFC 6960, 4.2.1). It
 * finds keys and proves nothing.
 */
export function toKeyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash('sha1')
    .update(getKeyBits(readDer(encodePublicKey(publicKey))))
    .digest();
}
