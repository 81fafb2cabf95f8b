import { constants, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { PublicKey, SignatureAlgorithm } from '../certificate.ts';
import { readSaltLength, toSignatureAlgorithm } from './algorithm.ts';

/** What X.509 signs in one way everywhere: bytes, how they are signed, and the signature (RFC 5280, 4.1.1). */
export interface Signed {
  /** As they came, never as they would be written. */
  readonly bytes: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/**
 * Whether the key made the signature. Never throws: what cannot be verified is not signed. Whether key and algorithm are
 * strong enough is asked elsewhere, and before, since a strange key can make this dear.
 */
export function isSignedBy({ bytes, algorithm, signature }: Signed, key: PublicKey): boolean {
  try {
    const { name, hash } = toSignatureAlgorithm(algorithm);
    const options = KEY_OF[name] === key.kind ? toVerifyOptions(name, algorithm) : undefined;
    if (options === undefined) return false;
    return verify(hash === 'none' ? null : hash, bytes, { ...options, key: key.keyObject }, signature);
  } catch {
    // node:crypto throws where key, hash and padding do not go together, our reader where the parameters make no sense
    return false;
  }
}

/** The kind of key that an algorithm takes: without this, a key would be tried with what it was never meant for. */
const KEY_OF: Readonly<Record<SignatureAlgorithm['name'], PublicKey['kind'] | undefined>> = {
  'rsa-pkcs1': 'rsa',
  'rsa-pss': 'rsa',
  ecdsa: 'ec',
  ed25519: 'ed25519',
  ed448: 'ed448',
  unknown: undefined,
};

type VerifyOptions = Omit<VerifyKeyObjectInput, 'key'>;

function toVerifyOptions(name: SignatureAlgorithm['name'], algorithm: AlgorithmIdentifier): VerifyOptions | undefined {
  switch (name) {
    case 'rsa-pkcs1':
      return { padding: constants.RSA_PKCS1_PADDING };
    case 'rsa-pss':
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: readSaltLength(algorithm) };
    case 'ecdsa':
      return { dsaEncoding: 'der' };
    case 'ed25519':
    case 'ed448':
      return {};
    case 'unknown':
      return undefined;
    default:
      return name satisfies never;
  }
}
