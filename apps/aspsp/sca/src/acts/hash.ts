import { timingSafeEqual } from 'node:crypto';
import { type PasswordHash, SALT_BYTES, TAG_BYTES } from '../domain/password-hash.ts';
import type { ScaPolicy } from '../policy.ts';
import type { ScaSetting } from './setting.ts';

/** What a new hash is made with. */
export type HashSetting = Pick<ScaSetting, 'argon2id' | 'random'> & { readonly policy: Pick<ScaPolicy, 'password'> };

/** With a new salt, at the cost that the policy has now. */
export async function makeHash({ argon2id, random, policy }: HashSetting, password: string): Promise<PasswordHash> {
  const { hashing: parameters } = policy.password;
  const salt = random.bytes(SALT_BYTES);
  return { parameters, salt, tag: await argon2id(toBytes(password), salt, parameters, TAG_BYTES) };
}

/** One hash, whatever there is to compare with; what is too long to be a password is not looked at. */
export async function matchesHash(
  { policy, argon2id, decoy }: ScaSetting,
  password: string,
  kept: PasswordHash | undefined,
): Promise<boolean> {
  const { parameters, salt, tag } = kept ?? decoy;
  const isFit = password.length <= 2 * policy.password.maxLength;
  const made = await argon2id(toBytes(isFit ? password : ''), salt, parameters, tag.length);
  return timingSafeEqual(made, tag) && isFit && kept !== undefined;
}

/** Whatever keyboard it was typed on: composed characters, as RFC 8265, 4.2 has it. */
function toBytes(password: string): Uint8Array {
  return Buffer.from(password.normalize('NFC'));
}
