import { constants, createPublicKey, KeyObject, sign, verify } from 'node:crypto';
import { getScheme, SIGNATURE_SCHEMES, type SigningAlgorithm } from './signature-algorithm.ts';

/**
 * A private key that is only ever asked to sign, so that it can be in a hardware security module or in another
 * process.
 */
export interface SigningKey {
  readonly publicKey: KeyObject;
  readonly algorithm: SigningAlgorithm;
  /** Hashes and signs. Of an elliptic curve, the signature is DER (RFC 3279, 2.2.3). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * A signing key of a key at hand. RSA signs by PKCS #1 v1.5 with SHA-256, a curve with the hash of its size, unless
 * `algorithm` says otherwise. Throws TypeError for a public key, and for an algorithm that is not of this key.
 */
export function createSigningKey(privateKey: KeyObject, algorithm = chooseAlgorithm(privateKey)): SigningKey {
  checkAlgorithm(privateKey, algorithm);
  return {
    publicKey: createPublicKey(privateKey),
    algorithm,
    sign: (bytes) => signBytes(bytes, privateKey, algorithm),
  };
}

function chooseAlgorithm(key: KeyObject): SigningAlgorithm {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return 'rsa-sha256';
    case 'rsa-pss':
      return choosePss(key.asymmetricKeyDetails?.hashAlgorithm);
    case 'ed25519':
      return 'ed25519';
    case 'ec':
      return chooseEcdsa(key.asymmetricKeyDetails?.namedCurve);
    default:
      throw new TypeError(`a key of type "${key.asymmetricKeyType}" cannot sign certificates`);
  }
}

/** A key that is for PSS alone may be for one hash alone (RFC 4055, 3.1). */
function choosePss(hash: string | undefined): SigningAlgorithm {
  if (hash === 'sha512') return 'rsa-pss-sha512';
  return hash === 'sha384' ? 'rsa-pss-sha384' : 'rsa-pss-sha256';
}

function chooseEcdsa(curve = ''): SigningAlgorithm {
  if (/521|512/.test(curve)) return 'ecdsa-sha512';
  return curve.includes('384') ? 'ecdsa-sha384' : 'ecdsa-sha256';
}

function checkAlgorithm(key: KeyObject, algorithm: SigningAlgorithm): void {
  if (!(key instanceof KeyObject) || key.type !== 'private') throw new TypeError('a signing key needs a private key');
  if (!Object.hasOwn(SIGNATURE_SCHEMES, algorithm)) throw new TypeError(`unknown signature algorithm "${algorithm}"`);
  const { keyType, padding } = getScheme(algorithm);
  const isPssOnly = key.asymmetricKeyType === 'rsa-pss';
  const type = isPssOnly ? 'rsa' : key.asymmetricKeyType;
  if (type !== keyType || (isPssOnly && padding !== constants.RSA_PKCS1_PSS_PADDING))
    throw new TypeError(`a key of type "${key.asymmetricKeyType}" does not sign by "${algorithm}"`);
}

function signBytes(bytes: Uint8Array, key: KeyObject, algorithm: SigningAlgorithm): Promise<Uint8Array> {
  const { hash } = getScheme(algorithm);
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null, signature: Buffer): void =>
      error ? reject(error) : resolve(new Uint8Array(signature));
    sign(hash, bytes, { key, ...toOptions(algorithm) }, settle);
  });
}

/** Whether the public key of a signing key verifies what it signed. */
export function verifySignature(key: SigningKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const { publicKey, algorithm } = key;
  return verify(getScheme(algorithm).hash, bytes, { key: publicKey, ...toOptions(algorithm) }, signature);
}

/** What node:crypto needs to know beside the hash. */
function toOptions(algorithm: SigningAlgorithm) {
  const { padding } = getScheme(algorithm);
  return {
    dsaEncoding: 'der' as const,
    ...(padding === undefined ? {} : { padding }),
    ...(padding === constants.RSA_PKCS1_PSS_PADDING ? { saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}),
  };
}
