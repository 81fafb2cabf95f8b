import type { KeyObject } from 'node:crypto';
import type { Deviation } from '../deviations/deviation.ts';
import { decodePercent } from '../percent.ts';
import type { Scheme, SignatureAttempt } from './attempt.ts';

type Reading = Deviation<SignatureAttempt>;

/** How the signature is written, by which algorithm and by which key it was made. */
export const READING_DEVIATIONS: readonly Reading[] = [
  scheme('signed-with-sha-256', 'it is made with SHA-256', 'hash', (now) => ({ ...now, hash: 'sha256' })),
  scheme('signed-with-sha-512', 'it is made with SHA-512', 'hash', (now) => ({ ...now, hash: 'sha512' })),
  scheme('signed-with-sha-1', 'it is made with SHA-1', 'hash', (now) => ({ ...now, hash: 'sha1' })),
  scheme('signed-with-sha-384', 'it is made with SHA-384', 'hash', (now) => ({ ...now, hash: 'sha384' })),
  scheme('signed-with-md5', 'it is made with MD5', 'hash', (now) => ({ ...now, hash: 'md5' })),
  scheme('signed-by-pss', 'it is made by RSA-PSS instead of PKCS#1 v1.5', 'padding', (now) =>
    now.family === 'rsa' ? { ...now, family: 'rsa-pss' } : now,
  ),
  scheme('signed-by-pkcs1', 'it is made by PKCS#1 v1.5 instead of RSA-PSS', 'padding', (now) =>
    now.family === 'rsa-pss' ? { ...now, family: 'rsa' } : now,
  ),
  scheme('pss-salt-length', 'its salt has another length than the hash', 'salt', (now) =>
    now.family === 'rsa-pss' ? { ...now, salt: 'any' } : now,
  ),
  scheme(
    'signed-by-pss-with-other-salt',
    'it is made by RSA-PSS, with a salt of another length than the hash, instead of PKCS#1 v1.5',
    'padding',
    (now) => (now.family === 'rsa' ? { ...now, family: 'rsa-pss', salt: 'any' } : now),
  ),
  scheme(
    'hash-without-name',
    'the hash is signed without the name of its algorithm before it (DigestInfo of PKCS#1)',
    'padding',
    (now) => (now.family === 'rsa' ? { ...now, family: 'rsa-bytes' } : now),
  ),
  ecdsa('ecdsa-side-by-side', 'its two numbers are written side by side (as in a JWS) instead of in DER', 'ieee-p1363'),
  ecdsa('ecdsa-in-der', 'its two numbers are written in DER instead of side by side', 'der'),
  written('signature-base64url', 'it is written in base64url', (text) => decode(text, 'base64url')),
  written('signature-base64', 'it is read as plain base64, whatever its padding', (text) => decode(text, 'base64')),
  written('signature-hex', 'it is written in hex', (text) => decode(text, 'hex')),
  written('signature-hex-in-base64', 'it is written in hex first, and that in base64', (text) =>
    decode(textIn(text), 'hex'),
  ),
  written(
    'signature-base64-twice',
    'it is written in base64 twice',
    (text) => decode(textIn(text), 'base64') ?? decode(textIn(text), 'base64url'),
  ),
  written('signature-with-blanks', 'white space in its base64 is left out', (text) =>
    decode(text.replace(/\s+/g, ''), 'base64'),
  ),
  written(
    'signature-plus-lost',
    'the blanks in its base64 are plus signs again (something decoded it as a form)',
    (text) => decode(text.replaceAll(' ', '+'), 'base64'),
  ),
  written('signature-percent-encoded', 'its percent-encoding is taken out', (text) =>
    decode(decodePercent(text), 'base64'),
  ),
];

/** With the key of another certificate that is at hand. */
export function byOtherKey(key: KeyObject, family: Scheme['family']): Reading {
  return {
    code: 'other-certificate',
    dimension: 'key',
    words: 'the key is that of the certificate that was given beside the message, and not of the one in it',
    apply: (attempt) => ({ ...attempt, key, scheme: { ...attempt.scheme, family } }),
  };
}

const SCHEME_PARTS = ['family', 'hash', 'salt'] as const;

function scheme(code: string, words: string, dimension: string, change: (now: Scheme) => Scheme): Reading {
  return {
    code,
    dimension,
    words,
    apply(attempt) {
      const changed = change(attempt.scheme);
      const isSame = SCHEME_PARTS.every((part) => changed[part] === attempt.scheme[part]);
      return isSame || attempt.scheme.hash === null ? undefined : { ...attempt, scheme: changed };
    },
  };
}

function ecdsa(code: string, words: string, ecdsaEncoding: SignatureAttempt['ecdsaEncoding']): Reading {
  return {
    code,
    dimension: 'ecdsa',
    words,
    apply(attempt) {
      const isOther = attempt.scheme.family === 'ec' && attempt.ecdsaEncoding !== ecdsaEncoding;
      return isOther ? { ...attempt, ecdsaEncoding } : undefined;
    },
  };
}

/** Only where it can be read so, and that gives other bytes. */
function written(code: string, words: string, read: SignatureAttempt['decode']): Reading {
  return {
    code,
    dimension: 'writing',
    words,
    apply(attempt) {
      const bytes = read(attempt.signatureText);
      const now = attempt.decode(attempt.signatureText);
      return bytes === undefined || now?.equals(bytes) ? undefined : { ...attempt, decode: read };
    },
  };
}

const ALPHABETS = {
  hex: /^(?:[0-9a-f]{2})+$/i,
  base64: /^[A-Za-z0-9+/]+=*$/,
  base64url: /^[A-Za-z0-9_-]+=*$/,
} as const;

function decode(text: string, encoding: keyof typeof ALPHABETS): Buffer | undefined {
  return ALPHABETS[encoding].test(text) ? Buffer.from(text, encoding) : undefined;
}

function textIn(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}
