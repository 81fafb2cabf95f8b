import { constants, type KeyObject, publicDecrypt } from 'node:crypto';
import { findSaltLength } from './pss.ts';

/** What a key has signed, as far as the signature alone tells. */
export type Recovered =
  /** PKCS#1 v1.5 (RFC 8017, 8.2): the hash itself comes out. */
  | { readonly kind: 'digest'; readonly hash: string; readonly value: Buffer }
  /** The padding is of this key, but no hash with its name is inside: somebody signed bytes as they are. */
  | { readonly kind: 'bytes'; readonly value: Buffer }
  /** PSS (RFC 8017, 8.1): the form is that of this key, the hash cannot be taken out. */
  | { readonly kind: 'pss'; readonly hash: string; readonly saltLength: number }
  /** Nothing of this key, or it was altered. */
  | { readonly kind: 'none' };

/** Takes out of an RSA signature what is in it. Of other keys, nothing can be taken. */
export function recoverDigest(key: KeyObject, signature: Uint8Array): Recovered {
  const plain = decrypt(key, signature, constants.RSA_PKCS1_PADDING);
  return plain === undefined ? recoverPss(key, signature) : (readDigest(plain) ?? { kind: 'bytes', value: plain });
}

/** DER of `DigestInfo` up to the hash (RFC 8017, 9.2, note 1), which has one form for each algorithm. */
const PREFIXES: Readonly<Record<string, string>> = {
  '3020300c06082a864886f70d020505000410': 'md5',
  '3021300906052b0e03021a05000414': 'sha1',
  '302d300d06096086480165030402040500041c': 'sha224',
  '3031300d060960864801650304020105000420': 'sha256',
  '3041300d060960864801650304020205000430': 'sha384',
  '3051300d060960864801650304020305000440': 'sha512',
};

function readDigest(plain: Buffer): Recovered | undefined {
  for (const [prefix, hash] of Object.entries(PREFIXES)) {
    const bytes = Buffer.from(prefix, 'hex');
    const length = bytes.at(-1) ?? 0;
    if (plain.length === bytes.length + length && plain.subarray(0, bytes.length).equals(bytes))
      return { kind: 'digest', hash, value: plain.subarray(bytes.length) };
  }
  return undefined;
}

const PSS_HASHES = { sha256: 32, sha512: 64, sha384: 48, sha1: 20 } as const;

function recoverPss(key: KeyObject, signature: Uint8Array): Recovered {
  const encoded = decrypt(key, signature, constants.RSA_NO_PADDING);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  for (const [hash, length] of Object.entries(PSS_HASHES)) {
    const saltLength = encoded === undefined ? undefined : findSaltLength(encoded, hash, length, bits - 1);
    if (saltLength !== undefined) return { kind: 'pss', hash, saltLength };
  }
  return { kind: 'none' };
}

function decrypt(key: KeyObject, signature: Uint8Array, padding: number): Buffer | undefined {
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    // OpenSSL throws where the padding is another, the length is not that of the key, or the key is none of RSA
    return undefined;
  }
}
