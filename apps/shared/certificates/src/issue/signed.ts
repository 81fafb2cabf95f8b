import { bitString, sequence } from './der.ts';
import { IssueError } from './error.ts';
import { encodeAlgorithm } from './signature-algorithm.ts';
import { type SigningKey, verifySignature } from './signing-key.ts';

/**
 * What certificates, their requests, CRLs and OCSP answers are: a content, an algorithm, a signature over the content.
 * A signature that does not verify stays here: it serves nobody, and one of RSA gives the key away where a fault in the
 * device made it (Boneh, DeMillo and Lipton, 1997).
 */
export async function encodeSigned(
  content: Uint8Array,
  key: SigningKey,
  ...more: readonly Uint8Array[]
): Promise<Uint8Array> {
  const signature = await key.sign(content);
  if (!verifySignature(key, content, signature))
    throw new IssueError(
      'ERR_SIGNATURE_FAULTY',
      'the signature does not verify with the public key of the signing key',
    );
  return sequence(content, encodeAlgorithm(key.algorithm), bitString(signature), ...more);
}
