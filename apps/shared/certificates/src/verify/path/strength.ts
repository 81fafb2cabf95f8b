import type { Certificate, PublicKey, SignatureAlgorithm } from '../../certificate.ts';
import type { VerificationPolicy } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Beyond this, one verification costs an attacker nothing and us milliseconds. */
const MAXIMAL_RSA_BITS = 8192;
const MINIMAL_RSA_EXPONENT = 65_537n;
/** OpenSSL's own bound for large moduli; a long exponent makes verifying as dear as signing. */
const MAXIMAL_RSA_EXPONENT = 2n ** 64n;

const STRONG_HASHES: readonly SignatureAlgorithm['hash'][] = ['sha256', 'sha384', 'sha512', 'none'];

export function checkKey(certificate: Certificate, policy: VerificationPolicy): Refusal | undefined {
  if (isKeyStrong(certificate.key, policy)) return undefined;
  const { kind, bits, curve, exponent } = certificate.key;
  const ofCurve = curve === undefined ? {} : { curve };
  const ofRsa = exponent === undefined ? {} : { exponent: `${exponent}` };
  return refuse('weak-key', certificate, { kind, bits, ...ofCurve, ...ofRsa });
}

function isKeyStrong(key: PublicKey, policy: VerificationPolicy): boolean {
  switch (key.kind) {
    case 'rsa':
      return (
        key.bits >= policy.minimalRsaBits &&
        key.bits <= MAXIMAL_RSA_BITS &&
        key.exponent !== undefined &&
        isExponentSound(key.exponent)
      );
    case 'ec':
      return key.curve !== undefined && policy.curves.includes(key.curve);
    case 'ed25519':
      return policy.allowEd25519;
    case 'ed448':
    case 'unknown':
      return false;
    default:
      return key.kind satisfies never;
  }
}

function isExponentSound(exponent: bigint): boolean {
  return exponent % 2n === 1n && exponent >= MINIMAL_RSA_EXPONENT && exponent <= MAXIMAL_RSA_EXPONENT;
}

/** Of a signature that counts; the one on an anchor does not, for an anchor is trusted by being in the list. */
export function checkSignatureAlgorithm(certificate: Certificate): Refusal | undefined {
  const { name, hash, oid } = certificate.signature;
  return isAlgorithmStrong(certificate.signature)
    ? undefined
    : refuse('weak-signature-algorithm', certificate, { algorithm: name, hash, oid });
}

export function isAlgorithmStrong({ name, hash }: SignatureAlgorithm): boolean {
  return name !== 'unknown' && STRONG_HASHES.includes(hash);
}
