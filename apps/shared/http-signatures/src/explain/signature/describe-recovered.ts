import { hash as hashOf, type KeyObject } from 'node:crypto';
import type { Hint } from '../deviations/deviation.ts';
import { recoverDigest } from './recover-digest.ts';

/** What the signature itself tells, where no known deviation explains it: whether the key or the text is another. */
export function describeRecovered(key: KeyObject, signature: Uint8Array, expected: Uint8Array | undefined): Hint {
  const octets = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'rsa-pss') return TEXT_OR_KEY;
  if (signature.length !== octets) {
    const words = `It has ${signature.length} bytes, and the key of the certificate makes signatures of ${octets}: it was made by another key.`;
    return { codes: ['other-key-size'], words };
  }
  const recovered = recoverDigest(key, signature);
  switch (recovered.kind) {
    case 'none':
      return OTHER_KEY;
    case 'bytes': {
      const words = `The key of the certificate signed ${recovered.value.length} bytes as they are (${shorten(recovered.value)}), which are no hash with its name before it.`;
      return { codes: ['signed-bytes'], words };
    }
    case 'pss': {
      const words = `The key of the certificate made it, by RSA-PSS with ${nameOf(recovered.hash)} and a salt of ${recovered.saltLength} bytes: the key is right, another text was signed.`;
      return { codes: ['other-text'], words };
    }
    case 'digest': {
      const own =
        expected === undefined
          ? ''
          : `; that of the expected signing string is ${hashOf(recovered.hash, expected, 'hex')}`;
      const words = `The key of the certificate signed the ${nameOf(recovered.hash)} hash ${recovered.value.toString('hex')}${own}. The key is right, another text was signed.`;
      return { codes: ['other-text'], words };
    }
    default:
      return recovered satisfies never;
  }
}

const OTHER_KEY: Hint = {
  codes: ['other-key'],
  words:
    'Nothing in it is of the key of the certificate: it was made by another key (that of the QWAC? of the certificate before?), or it was altered on the way.',
};

/** A signature of ECDSA fits some text with any key: it does not tell which of the two is wrong. */
const TEXT_OR_KEY: Hint = {
  codes: ['other-text-or-key'],
  words:
    'None of the usual deviations makes it fit. Either another text was signed or by another key; signatures of this kind do not tell which.',
};

function nameOf(hash: string): string {
  return hash.toUpperCase().replace('SHA', 'SHA-');
}

function shorten(bytes: Buffer): string {
  return bytes.length > 64 ? `${bytes.subarray(0, 64).toString('hex')}…` : bytes.toString('hex');
}
