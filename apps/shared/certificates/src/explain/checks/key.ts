import { type Check, EVERY } from '../check.ts';
import { describeExponent, describeKey, describeSignature } from '../words/keys.ts';

const MIN_RSA_BITS = 1900;
const MIN_EC_BITS = 256;
/** TS 119 312: the curves of NIST and the random ones of Brainpool. */
const CURVES = new Set([
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
]);
const WEAK_HASHES: readonly string[] = ['md5', 'sha1', 'sha224'];

export const KEY_CHECKS: readonly Check[] = [
  {
    code: 'rsa-key-short',
    severity: 'error',
    clause: 'TS 119 312 8.4',
    advice: 'Make a key of 3072 bits, and ask for a new certificate.',
    of: EVERY,
    find: ({ certificate: { key } }) =>
      key.kind === 'rsa' && key.bits < MIN_RSA_BITS
        ? `Its RSA key has ${key.bits} bits; ${MIN_RSA_BITS} are the least.`
        : undefined,
  },
  {
    code: 'rsa-exponent',
    severity: 'error',
    clause: 'TS 119 312 6.2.2.1',
    advice: 'Make a key with the exponent 65537.',
    of: EVERY,
    find: ({ certificate: { key } }) => {
      const { exponent = 65_537n } = key;
      const isGood = exponent > 2n ** 16n && exponent < 2n ** 256n && exponent % 2n === 1n;
      return isGood
        ? undefined
        : `The exponent of its RSA key is ${describeExponent(exponent)}; it must be odd, more than 2^16 and less than 2^256.`;
    },
  },
  {
    code: 'ec-key-short',
    severity: 'error',
    clause: 'TS 119 312 8.4',
    advice: 'Make a key on P-256 or P-384.',
    of: EVERY,
    find: ({ certificate: { key } }) =>
      key.kind === 'ec' && key.bits < MIN_EC_BITS ? `Its key is on a curve of ${key.bits} bits.` : undefined,
  },
  {
    code: 'key-not-recommended',
    severity: 'note',
    clause: 'EN 319 412-2 GEN-4.2.5-1',
    advice: 'Expect that some banks do not take it; RSA, P-256 and P-384 are taken everywhere.',
    of: EVERY,
    find: ({ certificate: { key } }) => {
      const isRecommended =
        key.kind === 'rsa' || (key.kind === 'ec' && (CURVES.has(key.curve ?? '') || key.bits < MIN_EC_BITS));
      return isRecommended ? undefined : `Its key is none of those that TS 119 312 lists: ${describeKey(key)}.`;
    },
  },
  {
    code: 'signature-weak',
    severity: 'error',
    clause: 'TS 119 312 5.2',
    advice: 'The issuer must sign with SHA-256 or better.',
    of: EVERY,
    // the signature of a root proves nothing to anybody
    find: ({ certificate: { signature, isSelfIssued }, shape }) =>
      WEAK_HASHES.includes(signature.hash) && !(shape === 'authority' && isSelfIssued)
        ? `It is signed with ${describeSignature(signature)}.`
        : undefined,
  },
  {
    code: 'signature-unknown',
    severity: 'warning',
    clause: 'TS 119 312 6',
    advice: 'Expect that others cannot verify it either.',
    of: EVERY,
    find: ({ certificate: { signature } }) =>
      signature.name === 'unknown' || signature.hash === 'unknown'
        ? `It is signed with ${describeSignature(signature)}, in a way that we cannot judge.`
        : undefined,
  },
  {
    code: 'signature-pss-for-web',
    severity: 'note',
    clause: 'CA/Browser Forum BR 7.1.3.2',
    advice: 'Some libraries refuse RSA-PSS in certificates; PKCS #1 and ECDSA are taken everywhere.',
    of: ['web'],
    find: ({ certificate: { signature } }) =>
      signature.name === 'rsa-pss' ? 'A certificate for TLS is signed with RSA-PSS.' : undefined,
  },
];
