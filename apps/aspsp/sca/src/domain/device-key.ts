import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { ScaError } from '../errors.ts';

export type Decision = 'approve' | 'refuse';

/** What a device signs. It ends with the sentence that the device shows, so that what is signed is what was seen. */
export function decisionText(
  decision: Decision,
  {
    approvalId,
    subjectDigest,
    shown,
  }: { readonly approvalId: string; readonly subjectDigest: string; readonly shown: string },
): string {
  return ['OpenXS2A approval', decision, approvalId, subjectDigest, shown].join('\n');
}

/** The public key as text to keep. Throws `ERR_SCA_METHOD_UNFIT` for private keys and other kinds. */
export function readDeviceKey(jwk: JsonWebKey): string {
  const isKnown = (jwk.kty === 'EC' && jwk.crv === 'P-256') || (jwk.kty === 'OKP' && jwk.crv === 'Ed25519');
  if (!isKnown || jwk.d !== undefined) throw unfit();
  try {
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    // the library's reason speaks of its own encodings; the caller knows all it needs
    throw unfit();
  }
}

/** ECDSA with SHA-256 as r and s of 32 bytes each, which is what WebCrypto makes, or Ed25519; base64url. */
export function isSignedBy(deviceKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.from(deviceKey, 'base64'), format: 'der', type: 'spki' });
  return verify(hashOf(key), Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

const hashOf = (key: KeyObject) => (key.asymmetricKeyType === 'ec' ? 'sha256' : null);

const unfit = () => new ScaError('ERR_SCA_METHOD_UNFIT', 'a "deviceKey" is a public key of P-256 or Ed25519 as JWK');
