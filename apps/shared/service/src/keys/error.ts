import { ServiceError } from '../errors.ts';

export type KeyStoreErrorCode =
  | 'ERR_KEYS_LOCKED'
  | 'ERR_KEYS_EXPOSED'
  | 'ERR_KEYS_UNREADABLE'
  | 'ERR_KEY_NAME'
  | 'ERR_KEY_EXISTS'
  | 'ERR_KEY_UNKNOWN'
  | 'ERR_KEY_DESTROYED'
  | 'ERR_KEY_UNSUPPORTED'
  | 'ERR_KEY_TAMPERED';

/** Why keys cannot be used. Names keys and files, never what is in them. */
export class KeyStoreError extends ServiceError<KeyStoreErrorCode> {
  override readonly name = 'KeyStoreError';
}
