import { createHash, KeyObject } from 'node:crypto';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { parseDer } from '../read/asn1.ts';
import { verbatim } from '../verbatim.ts';

/** RFC 5280, 4.1.2.7. */
export function toPublicKeyInfo(publicKey: KeyObject): SubjectPublicKeyInfo {
  return verbatim(exportPublicKey(publicKey));
}

/** What stands in the BIT STRING of a SubjectPublicKeyInfo. */
export function readKeyBits(der: Uint8Array): Uint8Array {
  return new Uint8Array(parseDer(der, SubjectPublicKeyInfo, 'SubjectPublicKeyInfo').subjectPublicKey);
}

/**
 * SHA-1 of the key's bits (RFC 5280, 4.2.1.2, method 1): the value that OCSP asks for, too (RFC 6960, 4.2.1). It
 * finds keys and proves nothing.
 */
export function toKeyIdentifier(publicKey: KeyObject): Uint8Array {
  const known = IDENTIFIERS.get(publicKey);
  if (known !== undefined) return known;
  const bits = readKeyBits(exportPublicKey(publicKey));
  const identifier = createHash('sha1').update(bits).digest();
  IDENTIFIERS.set(publicKey, identifier);
  return identifier;
}

/** A responder needs its own for every answer, and a key never changes. */
const IDENTIFIERS = new WeakMap<KeyObject, Uint8Array>();

function exportPublicKey(publicKey: KeyObject): Uint8Array {
  if (!(publicKey instanceof KeyObject) || publicKey.type !== 'public')
    throw new TypeError('"publicKey" must be a public KeyObject');
  return publicKey.export({ type: 'spki', format: 'der' });
}
