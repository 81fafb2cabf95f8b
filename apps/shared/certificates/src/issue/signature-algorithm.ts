import { constants } from 'node:crypto';
import { RsaSaPssParams } from '@peculiar/asn1-rsa';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { OIDS } from '../oids.ts';
import { toDer } from '../read/asn1.ts';

type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** How a key signs. `padding` is of RSA, in the constants of node:crypto. */
interface Scheme {
  readonly oid: string;
  readonly keyType: 'rsa' | 'ec' | 'ed25519';
  readonly hash?: Hash;
  readonly padding?: number;
}

const PKCS1 = constants.RSA_PKCS1_PADDING;
const PSS = constants.RSA_PKCS1_PSS_PADDING;

/** RFC 4055, 5758, 8410. With SHA-1 to show that a verifier refuses it; nothing chooses it by itself. */
export const SIGNATURE_SCHEMES = {
  'rsa-sha1': { oid: '1.2.840.113549.1.1.5', keyType: 'rsa', hash: 'sha1', padding: PKCS1 },
  'rsa-sha256': { oid: '1.2.840.113549.1.1.11', keyType: 'rsa', hash: 'sha256', padding: PKCS1 },
  'rsa-sha384': { oid: '1.2.840.113549.1.1.12', keyType: 'rsa', hash: 'sha384', padding: PKCS1 },
  'rsa-sha512': { oid: '1.2.840.113549.1.1.13', keyType: 'rsa', hash: 'sha512', padding: PKCS1 },
  'rsa-pss-sha256': { oid: OIDS.rsaPss, keyType: 'rsa', hash: 'sha256', padding: PSS },
  'rsa-pss-sha384': { oid: OIDS.rsaPss, keyType: 'rsa', hash: 'sha384', padding: PSS },
  'rsa-pss-sha512': { oid: OIDS.rsaPss, keyType: 'rsa', hash: 'sha512', padding: PSS },
  'ecdsa-sha1': { oid: '1.2.840.10045.4.1', keyType: 'ec', hash: 'sha1' },
  'ecdsa-sha256': { oid: '1.2.840.10045.4.3.2', keyType: 'ec', hash: 'sha256' },
  'ecdsa-sha384': { oid: '1.2.840.10045.4.3.3', keyType: 'ec', hash: 'sha384' },
  'ecdsa-sha512': { oid: '1.2.840.10045.4.3.4', keyType: 'ec', hash: 'sha512' },
  ed25519: { oid: OIDS.ed25519, keyType: 'ed25519' },
} as const satisfies Record<string, Scheme>;

export type SigningAlgorithm = keyof typeof SIGNATURE_SCHEMES;

export function getScheme(algorithm: SigningAlgorithm): Scheme {
  return SIGNATURE_SCHEMES[algorithm];
}

const HASH_OIDS: Readonly<Record<Hash, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
const HASH_SIZES: Readonly<Record<Hash, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** What stands beside the signature: parameters are NULL for PKCS #1, the hash for PSS, and absent for the others. */
export function toAlgorithmIdentifier(algorithm: SigningAlgorithm): AlgorithmIdentifier {
  const { oid, hash, padding } = getScheme(algorithm);
  if (padding === PKCS1) return new AlgorithmIdentifier({ algorithm: oid, parameters: null });
  if (padding === PSS && hash !== undefined)
    return new AlgorithmIdentifier({ algorithm: oid, parameters: toDer(toPssParameters(hash)).buffer });
  return new AlgorithmIdentifier({ algorithm: oid });
}

/** RFC 4055, 3.1, with MGF1 of the same hash and a salt of its length. */
function toPssParameters(hash: Hash): RsaSaPssParams {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithm: HASH_OIDS[hash], parameters: null });
  const maskGenAlgorithm = new AlgorithmIdentifier({ algorithm: OIDS.mgf1, parameters: toDer(hashAlgorithm).buffer });
  return new RsaSaPssParams({ hashAlgorithm, maskGenAlgorithm, saltLength: HASH_SIZES[hash] });
}
