import { constants, type KeyObject, verify } from 'node:crypto';

/** What a key is, as node:crypto names it. A key of `rsa-pss` signs by PSS alone (RFC 4055, 1.2). */
export type KeyKind = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';

interface SchemeParts {
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null;
  readonly family: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';
}

/** How bytes are signed, by the name that a `SigningKey` gives it. */
export const SIGNATURE_SCHEMES = {
  'rsa-sha256': { family: 'rsa', hash: 'sha256' },
  'rsa-sha384': { family: 'rsa', hash: 'sha384' },
  'rsa-sha512': { family: 'rsa', hash: 'sha512' },
  'rsa-pss-sha256': { family: 'rsa-pss', hash: 'sha256' },
  'rsa-pss-sha384': { family: 'rsa-pss', hash: 'sha384' },
  'rsa-pss-sha512': { family: 'rsa-pss', hash: 'sha512' },
  'ecdsa-sha256': { family: 'ec', hash: 'sha256' },
  'ecdsa-sha384': { family: 'ec', hash: 'sha384' },
  'ecdsa-sha512': { family: 'ec', hash: 'sha512' },
  ed25519: { family: 'ed25519', hash: null },
} as const satisfies Readonly<Record<string, SchemeParts>>;

export type SignatureScheme = keyof typeof SIGNATURE_SCHEMES;

/** Whether a key of this kind can sign so. */
export function fitsKey(scheme: SignatureScheme, kind: KeyKind): boolean {
  const { family } = SIGNATURE_SCHEMES[scheme];
  return family === kind || (family === 'rsa-pss' && kind === 'rsa');
}

/** Whether `signature`, DER if it is of ECDSA, is what the key made of the bytes. Never throws for what somebody sent. */
export function verifyBytes(
  scheme: SignatureScheme,
  key: KeyObject,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { family, hash } = SIGNATURE_SCHEMES[scheme];
  try {
    if (family === 'rsa-pss') return verify(hash, bytes, { key, ...PSS }, signature);
    // a bare key: wrapped in options, it costs a fifth more
    return verify(hash, bytes, key, signature);
  } catch {
    // OpenSSL throws, instead of saying no, where the parameters of a key forbid what is asked of it
    return false;
  }
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
