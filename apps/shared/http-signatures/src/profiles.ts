import type { SignatureProfile } from './profile.ts';
import { HTTP_SIGNATURE_PROFILES } from './profiles/http-signature.ts';
import { JWS_PROFILES } from './profiles/jws.ts';

/** The profiles by name; `nextgenpsd2` is the strict one. Each says in `description` who signs so and what it loosens. */
export const PROFILES = {
  ...HTTP_SIGNATURE_PROFILES,
  ...JWS_PROFILES,
} as const satisfies Readonly<Record<string, SignatureProfile>>;

export type ProfileName = keyof typeof PROFILES;
