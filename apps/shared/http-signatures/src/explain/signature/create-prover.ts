import { constants, hash as hashOf, type KeyObject, verify } from 'node:crypto';
import { bytesOfAttempt, type SignatureAttempt } from './attempt.ts';
import { type Recovered, recoverDigest } from './recover-digest.ts';

/**
 * Says of attempts whether the signature is one of theirs. Of RSA with PKCS#1 v1.5 the hash that was signed is taken
 * out once, so that many thousand texts are held against it in the time that one verification takes.
 */
export function createProver(): (attempt: SignatureAttempt) => boolean {
  const recovered = new Map<KeyObject, Map<string, Recovered>>();
  const recover = (key: KeyObject, signature: Buffer): Recovered => {
    const known = recovered.get(key) ?? new Map<string, Recovered>();
    recovered.set(key, known);
    const id = signature.toString('latin1');
    const found = known.get(id) ?? recoverDigest(key, signature);
    known.set(id, found);
    return found;
  };
  return (attempt) => {
    const signature = attempt.decode(attempt.signatureText);
    const bytes = signature === undefined ? undefined : bytesOfAttempt(attempt);
    if (signature === undefined || bytes === undefined || signature.length === 0) return false;
    const { family, hash } = attempt.scheme;
    if (family !== 'rsa' && family !== 'rsa-bytes') return verifyAttempt(attempt, bytes, signature);
    const found = recover(attempt.key, signature);
    if (hash === null || found.kind === 'none' || found.kind === 'pss') return false;
    if (found.kind === 'bytes')
      return family === 'rsa-bytes' && isOneOf(found.value, bytes, hashOf(hash, bytes, 'buffer'));
    return family === 'rsa' && found.hash === hash && hashOf(hash, bytes, 'buffer').equals(found.value);
  };
}

function isOneOf(value: Buffer, ...candidates: readonly Buffer[]): boolean {
  return candidates.some((candidate) => candidate.equals(value));
}

function verifyAttempt({ scheme, key, ecdsaEncoding }: SignatureAttempt, bytes: Buffer, signature: Buffer): boolean {
  const saltLength = scheme.salt === 'any' ? constants.RSA_PSS_SALTLEN_AUTO : constants.RSA_PSS_SALTLEN_DIGEST;
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  const options = scheme.family === 'rsa-pss' ? pss : { key, dsaEncoding: ecdsaEncoding };
  try {
    return verify(scheme.hash, bytes, options, signature);
  } catch {
    // OpenSSL throws where a key cannot be used in this way
    return false;
  }
}
