import { generateKeyPair, type KeyObject } from 'node:crypto';

export const KEY_KINDS = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'ed25519'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** A new private key, from the operating system's randomness. */
export function generateKey(kind: KeyKind): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null, _publicKey: KeyObject, privateKey: KeyObject): void =>
      error ? reject(error) : resolve(privateKey);
    switch (kind) {
      case 'rsa-2048':
      case 'rsa-3072':
      case 'rsa-4096':
        return generateKeyPair('rsa', { modulusLength: Number(kind.slice(4)) }, settle);
      case 'p-256':
      case 'p-384':
        return generateKeyPair('ec', { namedCurve: kind.toUpperCase() }, settle);
      case 'ed25519':
        return generateKeyPair('ed25519', undefined, settle);
      default:
        throw new TypeError(`unknown kind of key "${kind satisfies never}"`);
    }
  });
}
