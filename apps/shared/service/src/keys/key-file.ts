import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { KEY_KINDS, type KeyKind } from '@openxs2a/certificates/issue';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import type { Random } from '../random.ts';
import { seal, unseal } from '../seal.ts';
import { KeyStoreError } from './error.ts';
import type { StoredKey } from './key-store.ts';

const KeyFile = Type.Object({
  version: Type.Literal(1),
  kind: Type.Union(KEY_KINDS.map((kind) => Type.Literal(kind))),
  /** SPKI, PEM: to be read without the passphrase. */
  publicKey: Type.String(),
  /** PKCS #8, sealed. */
  sealed: Type.String({ pattern: '^[\\w-]+$' }),
});

/** The text of the file that keeps a key. Its name, kind and public key are authenticated along with the private key. */
export function renderKeyFile(
  masterKey: Uint8Array,
  key: { readonly name: string; readonly kind: KeyKind; readonly privateKey: KeyObject },
  random: Random,
): string {
  const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const secret = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  const sealed = seal(masterKey, secret, contextOf(key.name, key.kind, publicKey), random);
  secret.fill(0);
  const file = { version: 1, kind: key.kind, publicKey, sealed: Buffer.from(sealed).toString('base64url') };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The private key in a file. Throws `ERR_KEY_TAMPERED` where a bit of it is not as it was written, or the name another. */
export function openKeyFile(
  masterKey: Uint8Array,
  name: string,
  text: string,
): StoredKey & { readonly privateKey: KeyObject } {
  const { kind, publicKey, sealed } = parseKeyFile(name, text);
  const secret = unseal(masterKey, Buffer.from(sealed, 'base64url'), contextOf(name, kind, publicKey));
  if (secret === undefined) throw tampered(name);
  const privateKey = createPrivateKey({ key: Buffer.from(secret), type: 'pkcs8', format: 'der' });
  secret.fill(0);
  return { name, kind, publicKey: createPublicKey(publicKey), privateKey };
}

function parseKeyFile(name: string, text: string) {
  try {
    const file: unknown = JSON.parse(text);
    if (Check(KeyFile, file)) return file;
  } catch {
    // No JSON: the same as JSON of another form.
  }
  throw tampered(name);
}

const tampered = (name: string) => new KeyStoreError('ERR_KEY_TAMPERED', `the file of the key "${name}" was changed`);

const contextOf = (name: string, kind: string, publicKey: string) =>
  JSON.stringify(['openxs2a key 1', name, kind, publicKey]);
