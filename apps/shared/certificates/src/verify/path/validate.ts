import type { Certificate } from '../../certificate.ts';
import { renderName } from '../../name-render.ts';
import { sameName } from '../../name-same.ts';
import type { VerificationPolicy } from '../policy.ts';
import { firstRefusal, type Refusal, refuse } from '../refusal.ts';
import { checkCriticalExtensions } from './critical-extensions.ts';
import { checkDates } from './dates.ts';
import type { IssuanceCheck } from './issuance.ts';
import { checkNameConstraints } from './name-constraints.ts';
import { checkPolicies } from './policies.ts';
import type { Path } from './search.ts';

/**
 * RFC 5280, 6.1 for one path, without revocation. From the anchor down, and for each certificate in this order: signature
 * and names, dates, critical extensions, name constraints, whether it may issue the next. Then the policies of the whole.
 * The anchor is held to what it says of itself, too, but for its signature: being in the list is what makes it trusted.
 */
export function validatePath(
  path: Path,
  now: Date,
  policy: VerificationPolicy,
  checkIssuance: IssuanceCheck,
): Refusal | undefined {
  const checks = [...path.keys()].reverse().map((index) => () => checkAt(path, index, now, checkIssuance));
  return firstRefusal(checks) ?? checkPolicies(path, policy);
}

function checkAt(path: Path, index: number, now: Date, checkIssuance: IssuanceCheck): Refusal | undefined {
  const certificate = path[index];
  if (certificate === undefined) return undefined;
  return (
    checkIssued(certificate, path[index + 1], checkIssuance) ??
    checkDates(certificate, now, index === 0 ? 'leaf' : 'issuer') ??
    checkCriticalExtensions(certificate) ??
    checkSubtrees(certificate, path, index) ??
    checkAuthority(certificate, path, index)
  );
}

function checkIssued(
  certificate: Certificate,
  issuer: Certificate | undefined,
  check: IssuanceCheck,
): Refusal | undefined {
  if (issuer === undefined) return undefined;
  if (!sameName(certificate.issuer, issuer.subject))
    return refuse('untrusted-issuer', certificate, { issuer: renderName(certificate.issuer) });
  return check(certificate, issuer);
}

/** RFC 5280, 6.1.3 (b): a CA that issues itself a new certificate may keep its name; the leaf never gets away with it. */
function checkSubtrees(certificate: Certificate, path: Path, index: number): Refusal | undefined {
  if (certificate.isSelfIssued && index > 0) return undefined;
  return firstRefusal(path.slice(index + 1).map((ca) => () => checkNameConstraints(certificate, ca)));
}

/** RFC 5280, 6.1.4 (k) to (n). */
function checkAuthority(ca: Certificate, path: Path, index: number): Refusal | undefined {
  if (index === 0) return undefined;
  const { basicConstraints, keyUsage } = ca.extensions;
  if (!isAuthority(ca, index === path.length - 1)) return refuse('issuer-not-ca', ca);
  if (keyUsage !== undefined && !keyUsage.includes('keyCertSign')) return refuse('issuer-cannot-sign-certificates', ca);
  const below = path.slice(1, index).filter(({ isSelfIssued }) => !isSelfIssued).length;
  const limit = basicConstraints?.pathLength;
  return limit !== undefined && below > limit ? refuse('path-too-long', ca, { limit, length: below }) : undefined;
}

/** Before version 3 nothing could say what a certificate is for: such a root must be in the list to be one. */
function isAuthority({ extensions, version, isSelfIssued }: Certificate, isAnchor: boolean): boolean {
  return extensions.basicConstraints?.ca === true || (isAnchor && version < 3 && isSelfIssued);
}
