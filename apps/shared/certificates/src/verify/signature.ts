import { constants, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { PublicKey, SignatureAlgorithm } from '../certificate.ts';
import { readSignatureAlgorithm } from '../read/algorithm.ts';
import { context, type DerNode, readDer } from '../read/der.ts';
import { toBitOctets, toCount } from '../read/values.ts';

/** What X.509 signs in one way everywhere: bytes, how they are signed, and the signature (RFC 5280, 4.1.1). */
export interface Signed {
  readonly bytes: Uint8Array;
  /** AlgorithmIdentifier. */
  readonly algorithm: DerNode;
  readonly signature: Uint8Array;
}

/** The parts of `SEQUENCE { toBeSigned, signatureAlgorithm, signatureValue }`. Throws CertificateError. */
export function readSigned(der: Uint8Array): Signed {
  const [signed, algorithm, value] = readDer(der).children;
  // Who calls has read the structure before: a certificate or a response without these parts was refused there.
  if (signed === undefined || algorithm === undefined || value === undefined) throw new TypeError('not signed');
  return { bytes: signed.der, algorithm, signature: toBitOctets(value, 'signature') };
}

/**
 * Whether the key made the signature. Never throws: what cannot be verified is not signed. Whether key and algorithm are
 * strong enough is asked elsewhere, and before, since a strange key can make this dear.
 */
export function isSignedBy({ bytes, algorithm, signature }: Signed, key: PublicKey): boolean {
  try {
    const { name, hash } = readSignatureAlgorithm(algorithm);
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

function toVerifyOptions(name: SignatureAlgorithm['name'], algorithm: DerNode): VerifyOptions | undefined {
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

/** RFC 4055, 3.1: 20 octets unless said otherwise. The hash of the mask is the hash itself, or the algorithm is unknown. */
function readSaltLength({ children: [, parameters] }: DerNode): number {
  const salt = parameters?.children.find(({ tag }) => tag === context(2, 'constructed'))?.children[0];
  return salt === undefined ? 20 : toCount(salt, 'saltLength');
}
