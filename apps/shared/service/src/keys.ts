export { KeyStoreError, type KeyStoreErrorCode } from './keys/error.ts';
export type { KeyStore, StoredKey } from './keys/key-store.ts';
export { type KeyStoreOptions, openKeyStore } from './keys/open-key-store.ts';
