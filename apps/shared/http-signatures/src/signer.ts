import type { Certificate } from '@openxs2a/certificates';
import type { SigningKey } from '@openxs2a/certificates/issue';
import { createHttpSignatureSigner } from './http-signature/sign.ts';
import { createJwsSigner } from './jws/sign.ts';
import type { HttpMessage } from './message.ts';
import type { SignatureProfile } from './profile.ts';

export interface MessageSignerOptions<Profile extends SignatureProfile = SignatureProfile> {
  readonly profile: Profile;
  readonly certificate: Certificate;
  /** The key of the certificate. It may be in another process or in a device: nothing but `sign` is asked of it. */
  readonly key: SigningKey;
  readonly clock: () => Date;
  /** For a profile whose `keyId` is a name that the bank gave. */
  readonly keyId?: string;
  /** Certificates that prove ours, the issuer's first; sent where the profile has a place for them (x5c). */
  readonly chain?: readonly Certificate[];
}

/**
 * Returns the headers to set, each in place of one of the same name: a digest, a date where the profile signs one and
 * the message has none, the certificate and the signature. Rejects with SigningError where the message lacks what has
 * to be signed, and with what `key.sign` rejects with.
 */
export type MessageSigner = (message: HttpMessage) => Promise<readonly (readonly [name: string, value: string])[]>;

/**
 * Makes a signer of one profile. Throws TypeError where key and certificate are not a pair, and where the profile has no
 * name for the way in which this key signs.
 */
export function createMessageSigner(options: MessageSignerOptions): MessageSigner {
  const { profile, certificate, key } = options;
  if (!key.publicKey.equals(certificate.key.keyObject))
    throw new TypeError('the signing key is not the key of the certificate');
  return profile.kind === 'jws'
    ? createJwsSigner({ ...options, profile })
    : createHttpSignatureSigner({ ...options, profile });
}
