import type { PublicKey } from '@openxs2a/certificates';
import { fitsKey, type KeyKind, type SignatureScheme } from '../steps/scheme.ts';
import { accept, quote, refuse, type Step } from '../verdict.ts';

/** RFC 7518, 3.1 and RFC 8037, 3.1. Neither `none` nor a HMAC is among them. */
export type JwsAlgorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA';

interface JwsAlgorithmParts {
  readonly scheme: SignatureScheme;
  /** A curve belongs to its algorithm (RFC 7518, 3.4), and with it the octets of each number of a signature. */
  readonly curve?: { readonly name: string; readonly octets: number };
}

export const JWS_ALGORITHMS: Readonly<Record<JwsAlgorithm, JwsAlgorithmParts>> = {
  RS256: { scheme: 'rsa-sha256' },
  RS384: { scheme: 'rsa-sha384' },
  RS512: { scheme: 'rsa-sha512' },
  PS256: { scheme: 'rsa-pss-sha256' },
  PS384: { scheme: 'rsa-pss-sha384' },
  PS512: { scheme: 'rsa-pss-sha512' },
  ES256: { scheme: 'ecdsa-sha256', curve: { name: 'prime256v1', octets: 32 } },
  ES384: { scheme: 'ecdsa-sha384', curve: { name: 'secp384r1', octets: 48 } },
  ES512: { scheme: 'ecdsa-sha512', curve: { name: 'secp521r1', octets: 66 } },
  EdDSA: { scheme: 'ed25519' },
};

/** `alg`, if the profile allows it and the key is one for it. */
export function chooseJwsAlgorithm(
  allowed: readonly JwsAlgorithm[],
  alg: string,
  kind: KeyKind,
  curve: PublicKey['curve'],
): Step<JwsAlgorithm> {
  const algorithm = allowed.find((each) => each === alg);
  if (algorithm === undefined) return refuse('algorithm-refused', { found: quote(alg), allowed: allowed.join(' ') });
  if (fitsJwsKey(algorithm, kind, curve)) return accept(algorithm);
  return refuse('algorithm-does-not-fit-key', {
    found: algorithm,
    key: kind,
    ...(curve === undefined ? {} : { curve }),
  });
}

/** How a profile names a scheme of this key; undefined where it does not allow it. */
export function findJwsAlgorithm(
  allowed: readonly JwsAlgorithm[],
  scheme: string,
  kind: KeyKind,
  curve: PublicKey['curve'],
): JwsAlgorithm | undefined {
  return allowed.find((each) => JWS_ALGORITHMS[each].scheme === scheme && fitsJwsKey(each, kind, curve));
}

/** WebCrypto, and with it jose, takes no key that its certificate keeps to PSS (RFC 4055, 1.2). */
function fitsJwsKey(algorithm: JwsAlgorithm, kind: KeyKind, curve: PublicKey['curve']): boolean {
  const { scheme, curve: expected } = JWS_ALGORITHMS[algorithm];
  return kind !== 'rsa-pss' && fitsKey(scheme, kind) && (expected === undefined || expected.name === curve);
}
