import type { KeyObject } from 'node:crypto';
import { KEY_KINDS, type KeyKind } from '@openxs2a/certificates/issue';
import { KeyStoreError } from './error.ts';

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'p-256', secp384r1: 'p-384' };

/** What kind of key this is. Throws `ERR_KEY_UNSUPPORTED` for any that we do not make ourselves, and for a public key. */
export function kindOf(key: KeyObject): KeyKind {
  const { modulusLength, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType;
  const name = type === 'rsa' ? `rsa-${modulusLength}` : type === 'ec' ? CURVES[namedCurve] : type;
  const kind = KEY_KINDS.find((each) => each === name);
  if (key.type === 'private' && kind !== undefined) return kind;
  throw new KeyStoreError('ERR_KEY_UNSUPPORTED', `only private keys of ${KEY_KINDS.join(', ')} are kept`);
}
