import type { Certificate } from '@openxs2a/certificates';
import type { KeyKind, SigningKey } from '@openxs2a/certificates/issue';
import type { KeyStore } from '@openxs2a/service/keys';
import { InitialisationError } from './initialisation-error.ts';

/** Names in the key stores: of the server, and of the root, which is another one. */
export const ISSUING_KEY = 'issuing';
export const RESPONDER_KEY = 'responder';
export const LOG_KEY = 'log';
export const ROOT_KEY = 'root';

export async function hasKey(keys: KeyStore, name: string): Promise<boolean> {
  return (await keys.list()).some((key) => key.name === name);
}

/** The key that is there, or else a new one. */
export async function getKey(keys: KeyStore, name: string, kind: KeyKind): Promise<SigningKey> {
  return (await hasKey(keys, name)) ? keys.signingKey(name) : keys.create(kind, name);
}

/** The key of the issuing certificate. A database and a key store of two installations must not meet. */
export async function getIssuingKey(keys: KeyStore, issuing: Certificate): Promise<SigningKey> {
  if (!(await hasKey(keys, ISSUING_KEY)))
    throw new InitialisationError('ERR_ISSUING_KEY_MISSING', 'The key store has no key for the issuing certificate.');
  const key = await keys.signingKey(ISSUING_KEY);
  if (!key.publicKey.equals(issuing.key.keyObject))
    throw new InitialisationError('ERR_ISSUING_KEY_FOREIGN', 'The key store belongs to another database.');
  return key;
}
