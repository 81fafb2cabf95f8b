import type { KeyKind } from '../../steps/scheme.ts';
import type { Scheme } from '../signature/attempt.ts';

/** What a name of an algorithm means with a key of this kind, whoever coined the name. */
export function guessScheme(name: string, kind: KeyKind): Scheme {
  if (kind === 'ed25519') return { family: 'ed25519', hash: null };
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const hash = HASHES.find(([pattern]) => pattern.test(plain))?.[1] ?? 'sha256';
  const isPss = kind === 'rsa-pss' || (kind === 'rsa' && /pss|mgf1|^ps\d|hs2019/.test(plain));
  return { family: isPss ? 'rsa-pss' : kind, hash };
}

const HASHES: readonly (readonly [RegExp, string])[] = [
  [/512|hs2019/, 'sha512'],
  [/384/, 'sha384'],
  [/256/, 'sha256'],
  [/sha1|sha$|rsa1/, 'sha1'],
  [/md5/, 'md5'],
];
