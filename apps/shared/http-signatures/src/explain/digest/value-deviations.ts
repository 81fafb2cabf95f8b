import { hash } from 'node:crypto';
import type { Deviation } from '../deviations/deviation.ts';
import { decodePercent } from '../percent.ts';
import type { DigestAttempt } from './digest-attempt.ts';

type ValueDeviation = Deviation<DigestAttempt>;

/** How senders write a hash where base64 is asked for, and which hash they take. */
export const VALUE_DEVIATIONS: readonly ValueDeviation[] = [
  encoded('digest-hex', 'the hash is written in hex instead of base64', (hashed) => hashed.toString('hex')),
  encoded('digest-upper-case-hex', 'the hash is written in upper case hex instead of base64', (hashed) =>
    upperHex(hashed),
  ),
  encoded('digest-hex-in-base64', 'the hash is written in hex first, and that in base64', (hashed) =>
    base64(hashed.toString('hex')),
  ),
  encoded(
    'digest-upper-case-hex-in-base64',
    'the hash is written in upper case hex first, and that in base64',
    (hashed) => base64(upperHex(hashed)),
  ),
  encoded('digest-base64url', 'the hash is written in base64url instead of base64', (hashed) =>
    hashed.toString('base64url'),
  ),
  encoded('digest-base64url-padded', 'the hash is written in base64url instead of base64', (hashed) =>
    hashed.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  ),
  encoded('digest-unpadded', 'the = at the end of the base64 are left out', (hashed) =>
    hashed.toString('base64').replace(/=+$/, ''),
  ),
  encoded('digest-base64-twice', 'the hash is written in base64 twice', (hashed) => base64(hashed.toString('base64'))),
  computed('sha256', 'SHA-256'),
  computed('sha512', 'SHA-512'),
  computed('sha1', 'SHA-1'),
  computed('sha384', 'SHA-384'),
  computed('md5', 'MD5'),
  sent(
    'digest-between-colons',
    'the colons around it (the form of RFC 9530) are left out',
    (value) => /^:(.*):$/s.exec(value)?.[1],
  ),
  sent('digest-between-quotes', 'the quotes around it are left out', (value) => /^"(.*)"$/s.exec(value)?.[1]),
  sent('digest-percent-encoded', 'its percent-encoding is taken out', decodePercent),
  {
    code: 'digest-of-digest',
    dimension: 'rounds',
    words: 'it is the hash of the hash',
    apply: (attempt) => ({ ...attempt, encode: (hashed) => attempt.encode(hash(attempt.algorithm, hashed, 'buffer')) }),
  },
];

function encoded(code: string, words: string, encode: DigestAttempt['encode']): ValueDeviation {
  return { code, dimension: 'encoding', words, apply: (attempt) => ({ ...attempt, encode }) };
}

function computed(algorithm: string, name: string): ValueDeviation {
  return {
    code: `digest-is-${algorithm}`,
    dimension: 'algorithm',
    words: `it is computed with ${name}`,
    apply: (attempt) => (attempt.algorithm === algorithm ? undefined : { ...attempt, algorithm }),
  };
}

function sent(code: string, words: string, clean: (value: string) => string | undefined): ValueDeviation {
  return {
    code,
    dimension: 'wrapping',
    words,
    apply(attempt) {
      const value = clean(attempt.sent);
      return value === undefined || value === attempt.sent ? undefined : { ...attempt, sent: value };
    },
  };
}

function upperHex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}
