import type { PublicKey } from '@openxs2a/certificates';
import { type QualifiedKind, type Refusal, refuse } from './refusal.ts';

const MIN_RSA_BITS = 2048;
/** Whoever verifies pays for the size; larger keys are an attack on them. */
const MAX_RSA_BITS = 8192;
const MIN_RSA_EXPONENT = 65_537n;
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Whether certificates of this QTSP have such keys (TS 119 312, CA/Browser Forum BR 6.1.5 and 6.1.6). */
export function checkKey(key: PublicKey, kind?: QualifiedKind): readonly Refusal[] {
  switch (key.kind) {
    case 'rsa':
      return checkRsa(key, kind);
    case 'ec':
      if (CURVES.has(key.curve ?? '')) return [];
      return [refuse('key-unsupported', `The curve is "${key.curve ?? 'unknown'}"; take P-256, P-384 or P-521.`, kind)];
    default:
      return [refuse('key-unsupported', `The key is of the kind "${key.kind}"; take RSA or a NIST curve.`, kind)];
  }
}

function checkRsa({ bits, exponent = 0n }: PublicKey, kind?: QualifiedKind): readonly Refusal[] {
  if (bits < MIN_RSA_BITS) return [refuse('key-weak', `RSA with ${bits} bits; ${MIN_RSA_BITS} are needed.`, kind)];
  if (bits > MAX_RSA_BITS)
    return [refuse('key-unsupported', `RSA with ${bits} bits; ${MAX_RSA_BITS} are the most.`, kind)];
  if (exponent < MIN_RSA_EXPONENT || exponent % 2n === 0n)
    return [refuse('key-weak', `The RSA exponent is ${exponent}; it must be odd, and 65537 or more.`, kind)];
  return [];
}
