import { type KeyObject, verify } from 'node:crypto';
import type { KeyStore } from '@openxs2a/service/keys';
import type { CheckSeal, SealKey } from '@openxs2a/store/log';
import { getKey, LOG_KEY } from './house-keys.ts';

/**
 * Signs the seals of the log by a key of the key store, so that whoever can write to the database, but has no key, cannot
 * make the log anew.
 */
export async function sealLogWith(
  keys: KeyStore,
): Promise<{ readonly sealKey: SealKey; readonly checkSeal: CheckSeal }> {
  const { publicKey, sign } = await getKey(keys, LOG_KEY, 'p-256');
  const check: CheckSeal = (id, bytes, signature) => id === LOG_KEY && isSignature(publicKey, bytes, signature);
  return { sealKey: { id: LOG_KEY, sign }, checkSeal: check };
}

const isSignature = (key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha256', bytes, key, signature);
