import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from './random.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts and authenticates with AES-256-GCM: nonce, ciphertext, tag. `context` is authenticated along, so that what was
 * sealed for one place opens in no other. A key is good for 2^32 seals (NIST SP 800-38D, 8.3).
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: string, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or undefined where the key or the context is another one or a bit has changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    // The only way in which GCM says that the tag does not fit.
    return undefined;
  }
}

/** A key for one purpose from a secret that has at least 16 random bytes; passphrases need a slow function instead. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  if (secret.length < 16) throw new TypeError('a secret that keys are derived from has 16 characters or more');
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), purpose, 32));
}
