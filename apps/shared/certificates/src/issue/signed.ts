import { bitString, sequence } from './der.ts';
import { encodeAlgorithm } from './signature-algorithm.ts';
import type { SigningKey } from './signing-key.ts';

/** What certificates, their requests, CRLs and OCSP answers are: a content, an algorithm, a signature over the content. */
export async function encodeSigned(
  content: Uint8Array,
  key: SigningKey,
  ...more: readonly Uint8Array[]
): Promise<Uint8Array> {
  return sequence(content, encodeAlgorithm(key.algorithm), bitString(await key.sign(content)), ...more);
}
