import type { Certificate } from '../../certificate.ts';
import { partsOf } from '../../read/parts.ts';
import { isSignedBy } from '../../read/signature.ts';
import type { VerificationPolicy } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { checkKey, checkSignatureAlgorithm } from './strength.ts';

/** Whether one certificate carries the signature of another's key. What it costs is bounded, whoever made the two. */
export type IssuanceCheck = (certificate: Certificate, issuer: Certificate) => Refusal | undefined;

/** Remembers what it has verified: while paths are sought, the same two certificates meet many times. */
export function createIssuanceCheck(policy: VerificationPolicy): IssuanceCheck {
  const verified = new Map<string, Refusal | undefined>();
  return (certificate, issuer) => {
    const pair = `${certificate.fingerprint} ${issuer.fingerprint}`;
    if (!verified.has(pair)) verified.set(pair, checkIssuance(certificate, issuer, policy));
    return verified.get(pair);
  };
}

export function checkIssuance(
  certificate: Certificate,
  issuer: Certificate,
  policy: VerificationPolicy,
): Refusal | undefined {
  return (
    checkKey(issuer, policy) ??
    checkSignatureAlgorithm(certificate) ??
    (isSignedBy(partsOf(certificate).signed, issuer.key)
      ? undefined
      : refuse('bad-signature', certificate, { issuer: issuer.fingerprint }))
  );
}
