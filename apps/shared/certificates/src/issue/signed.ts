import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { toDer } from '../read/asn1.ts';
import { toArrayBuffer, verbatim } from '../verbatim.ts';
import { IssueError } from './error.ts';
import { toAlgorithmIdentifier } from './signature-algorithm.ts';
import { type SigningKey, verifySignature } from './signing-key.ts';

/** What certificates, their requests, CRLs and OCSP answers are made of. */
export interface Signed<Content extends object> {
  /** The octets that were signed. */
  readonly content: Content;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: ArrayBuffer;
}

/**
 * Signs a structure. The generators of @peculiar/x509 would do it with a CryptoKey, and a SigningKey is only ever asked
 * to sign; hence the classes that those generators stand on.
 *
 * A signature that does not verify stays here: it serves nobody, and one of RSA gives the key away where a fault in the
 * device made it (Boneh, DeMillo and Lipton, 1997).
 */
export async function signContent<Content extends object>(content: Content, key: SigningKey): Promise<Signed<Content>> {
  const der = toDer(content);
  const signature = await key.sign(der);
  if (!verifySignature(key, der, signature))
    throw new IssueError(
      'ERR_SIGNATURE_FAULTY',
      'the signature does not verify with the public key of the signing key',
    );
  return {
    content: verbatim(der),
    signatureAlgorithm: toAlgorithmIdentifier(key.algorithm),
    signature: toArrayBuffer(signature),
  };
}
