import type { KeyKind, SigningAlgorithm } from '@openxs2a/certificates/issue';
import type { JwsAlgorithm, SignatureProfile } from '@openxs2a/http-signatures';

const RSA = ['rsa-sha256', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha512', 'rsa-sha384', 'rsa-pss-sha384'] as const;

/** In which ways a key can sign, the one that is understood most widely first. */
const ALGORITHMS: Readonly<Record<KeyKind, readonly SigningAlgorithm[]>> = {
  'rsa-2048': RSA,
  'rsa-3072': RSA,
  'rsa-4096': RSA,
  'p-256': ['ecdsa-sha256', 'ecdsa-sha512'],
  'p-384': ['ecdsa-sha384', 'ecdsa-sha256', 'ecdsa-sha512'],
  ed25519: ['ed25519'],
};

interface JwsScheme {
  readonly algorithm: SigningAlgorithm;
  /** Where not every key of the family will do: a curve belongs to its algorithm (RFC 7518, 3.4). */
  readonly kinds?: readonly KeyKind[];
}

/** RFC 7518, 3.1 and RFC 8037, 3.1. */
const JWS: Readonly<Record<JwsAlgorithm, JwsScheme>> = {
  RS256: { algorithm: 'rsa-sha256' },
  RS384: { algorithm: 'rsa-sha384' },
  RS512: { algorithm: 'rsa-sha512' },
  PS256: { algorithm: 'rsa-pss-sha256' },
  PS384: { algorithm: 'rsa-pss-sha384' },
  PS512: { algorithm: 'rsa-pss-sha512' },
  ES256: { algorithm: 'ecdsa-sha256', kinds: ['p-256'] },
  ES384: { algorithm: 'ecdsa-sha384', kinds: ['p-384'] },
  ES512: { algorithm: 'ecdsa-sha512', kinds: [] },
  EdDSA: { algorithm: 'ed25519' },
};

/** How a key of this kind signs by a profile, or undefined where it cannot. */
export function chooseAlgorithm(profile: SignatureProfile, kind: KeyKind): SigningAlgorithm | undefined {
  const allowed = listAlgorithms(profile, kind);
  return ALGORITHMS[kind].find((algorithm) => allowed.includes(algorithm));
}

function listAlgorithms(profile: SignatureProfile, kind: KeyKind): readonly string[] {
  if (profile.kind !== 'jws') return Object.values(profile.algorithms).flat();
  return profile.algorithms
    .map((name) => JWS[name])
    .filter(({ kinds }) => kinds?.includes(kind) ?? true)
    .map(({ algorithm }) => algorithm);
}
