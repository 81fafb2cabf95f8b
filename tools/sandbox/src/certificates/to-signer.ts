import { createPrivateKey } from 'node:crypto';
import { createSigningKey } from '@openxs2a/certificates/issue';
import { type MessageSignerOptions, PROFILES } from '@openxs2a/http-signatures';
import { type Credential, leafOf } from './credentials.ts';

/** Signs to the letter of the standard, as the bank asks for. */
export function toSigner({ certificate, key }: Credential): MessageSignerOptions {
  return {
    profile: PROFILES.nextgenpsd2,
    certificate: leafOf(certificate),
    key: createSigningKey(createPrivateKey(key)),
    clock: () => new Date(),
  };
}
