import type { KeyObject } from 'node:crypto';
import type { KeyKind, SigningAlgorithm, SigningKey } from '@openxs2a/certificates/issue';

/** A key as it may be shown. */
export interface StoredKey {
  readonly name: string;
  readonly kind: KeyKind;
  readonly publicKey: KeyObject;
}

/**
 * Private keys that sign here and end here: none can be taken out. What implements it may be a folder of
 * encrypted files (`openKeyStore`) or a hardware security module.
 */
export interface KeyStore {
  /** Makes a key; it is safe on disk when this resolves. Throws KeyStoreError `ERR_KEY_EXISTS`, `ERR_KEY_NAME`. */
  create(kind: KeyKind, name: string): Promise<SigningKey>;
  /** Takes a key that was made elsewhere; the caller's copy is the caller's to destroy. Throws as `create`, and `ERR_KEY_UNSUPPORTED`. */
  adopt(privateKey: KeyObject, name: string): Promise<SigningKey>;
  /** Throws KeyStoreError `ERR_KEY_UNKNOWN`, `ERR_KEY_TAMPERED`. Default algorithm: as `createSigningKey` chooses. */
  signingKey(name: string, algorithm?: SigningAlgorithm): Promise<SigningKey>;
  /** In the order of their names. */
  list(): Promise<readonly StoredKey[]>;
  /** Forgets a key for good; signing keys that were given out stop to sign. Of one that is not there, nothing. */
  destroy(name: string): Promise<void>;
}
