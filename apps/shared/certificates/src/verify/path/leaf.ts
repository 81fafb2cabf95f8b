import type { Certificate } from '../../certificate.ts';
import type { VerificationPolicy } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { checkDates } from './dates.ts';
import type { IssuanceCheck } from './issuance.ts';
import { checkKey, checkSignatureAlgorithm } from './strength.ts';

/** What can be said of a certificate before anybody asks who issued it. */
export function checkLeaf(
  leaf: Certificate,
  now: Date,
  policy: VerificationPolicy,
  checkIssuance: IssuanceCheck,
): Refusal | undefined {
  return (
    checkDates(leaf, now, 'leaf') ??
    checkKey(leaf, policy) ??
    checkSignatureAlgorithm(leaf) ??
    checkIsNoAuthority(leaf) ??
    checkIsNotSelfSigned(leaf, checkIssuance)
  );
}

/** A certificate that could issue others is of no use to a party, and of much to a thief. */
function checkIsNoAuthority(leaf: Certificate): Refusal | undefined {
  const { basicConstraints, keyUsage } = leaf.extensions;
  return basicConstraints?.ca === true || keyUsage?.includes('keyCertSign') === true
    ? refuse('is-a-ca', leaf)
    : undefined;
}

function checkIsNotSelfSigned(leaf: Certificate, checkIssuance: IssuanceCheck): Refusal | undefined {
  return leaf.isSelfIssued && checkIssuance(leaf, leaf) === undefined ? refuse('self-signed', leaf) : undefined;
}
