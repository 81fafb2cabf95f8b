import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs seals, so that nobody without the key can make a chain anew. May be a key in an HSM or another process. */
export interface SealKey {
  /** Stands in each seal, so that keys can change: a checker knows by it which one to take. */
  readonly id: string;
  sign(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

/** Whether the signature of a seal is that of the key with this id over these bytes. */
export type CheckSeal = (keyId: string, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean> | boolean;

/** A key that both seals and checks: HMAC-SHA256 with a secret of at least 32 bytes, kept where the database is not. */
export function createMacKey(id: string, secret: Uint8Array): SealKey & { readonly check: CheckSeal } {
  if (secret.length < 32) throw new TypeError('The secret of a MAC has at least 32 bytes.');
  const sign = (bytes: Uint8Array) => new Uint8Array(createHmac('sha256', secret).update(bytes).digest());
  return {
    id,
    sign,
    check(keyId, bytes, signature) {
      const expected = sign(bytes);
      return keyId === id && signature.length === expected.length && timingSafeEqual(signature, expected);
    },
  };
}
