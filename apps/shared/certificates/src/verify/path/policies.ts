import { InhibitAnyPolicy, PolicyConstraints } from '@peculiar/asn1-x509';
import type { Certificate } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { parseDer } from '../../read/asn1.ts';
import { CertificateError } from '../../read/error.ts';
import { checkCount, toInteger } from '../../read/values.ts';
import { findExtension } from '../extension.ts';
import type { VerificationPolicy } from '../policy.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Path } from './search.ts';

/** The policies that hold so far; `any` is before somebody has named some. */
type Valid = ReadonlySet<string> | 'any';

/** Certificates still to come until something is demanded or no longer possible (RFC 5280, 6.1.2 (d), (e)). */
interface Countdown {
  readonly explicitPolicy: number;
  readonly inhibitAnyPolicy: number;
}

/**
 * RFC 5280, 6.1.3 (d) to 6.1.5 (g), with sets in the place of the tree: without mappings all of its branches are equal.
 * Mappings are not processed: where they are critical, as they should be, the path is refused before.
 */
export function checkPolicies(path: Path, { policies }: VerificationPolicy): Refusal | undefined {
  let valid: Valid = 'any';
  let left: Countdown = { explicitPolicy: policies === undefined ? path.length : 0, inhibitAnyPolicy: path.length };
  for (const certificate of path.slice(0, -1).reverse()) {
    const isSelfIssuedCa = certificate.isSelfIssued && certificate !== path[0];
    valid = narrow(valid, certificate.extensions.policies, left.inhibitAnyPolicy > 0 || isSelfIssuedCa);
    const limits = readLimits(certificate);
    if (isRefusal(limits)) return limits;
    left = countDown(left, limits, isSelfIssuedCa ? 0 : 1);
  }
  if (policies !== undefined) valid = meet(new Set(policies), valid);
  // What is lost stays lost, and what is demanded stays demanded, so that it is enough to look at the end.
  const [leaf] = path;
  return left.explicitPolicy === 0 && isEmpty(valid) && leaf !== undefined
    ? refuse('policy-not-accepted', leaf)
    : undefined;
}

function narrow(valid: Valid, stated: readonly string[], isAnyAllowed: boolean): Valid {
  if (isAnyAllowed && stated.includes(OIDS.anyPolicy)) return valid;
  const named = new Set(stated.filter((oid) => oid !== OIDS.anyPolicy));
  return meet(named, valid);
}

function meet(named: ReadonlySet<string>, valid: Valid): Valid {
  return valid === 'any' ? named : new Set([...named].filter((oid) => valid.has(oid)));
}

const isEmpty = (valid: Valid) => valid !== 'any' && valid.size === 0;

/** RFC 5280, 6.1.4 (h) to (j) and 6.1.5 (a), (b). */
function countDown(left: Countdown, limits: Countdown, step: 0 | 1): Countdown {
  return {
    explicitPolicy: Math.min(Math.max(0, left.explicitPolicy - step), limits.explicitPolicy),
    inhibitAnyPolicy: Math.min(Math.max(0, left.inhibitAnyPolicy - step), limits.inhibitAnyPolicy),
  };
}

function readLimits(certificate: Certificate): Countdown | Refusal {
  try {
    const constraints = findExtension(certificate, OIDS.policyConstraints);
    const inhibit = findExtension(certificate, OIDS.inhibitAnyPolicy);
    return { explicitPolicy: readRequireExplicitPolicy(constraints), inhibitAnyPolicy: readSkipCerts(inhibit) };
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return refuse('malformed', certificate, { problem: error.message });
  }
}

const NEVER = Number.POSITIVE_INFINITY;

function readRequireExplicitPolicy(der: Uint8Array | undefined): number {
  if (der === undefined) return NEVER;
  const { requireExplicitPolicy } = parseDer(der, PolicyConstraints, 'policyConstraints');
  return requireExplicitPolicy === undefined ? NEVER : toSkipCerts(requireExplicitPolicy);
}

function readSkipCerts(der: Uint8Array | undefined): number {
  return der === undefined ? NEVER : toSkipCerts(parseDer(der, InhibitAnyPolicy, 'inhibitAnyPolicy').value);
}

function toSkipCerts(octets: ArrayBuffer): number {
  return checkCount(toInteger(new Uint8Array(octets)), 'SkipCerts');
}
