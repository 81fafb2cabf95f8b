import { createHash } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { sameName } from '../../name-same.ts';
import { OIDS } from '../../oids.ts';
import { CertificateError } from '../../read/error.ts';
import { partsOf } from '../../read/parts.ts';
import { toHex } from '../../read/values.ts';
import { checkCriticalExtensions } from '../path/critical-extensions.ts';
import { checkDates } from '../path/dates.ts';
import { checkIssuance } from '../path/issuance.ts';
import { checkKey } from '../path/strength.ts';
import type { VerificationPolicy } from '../policy.ts';
import type { ReadDelegate } from './delegates.ts';
import { RevocationError } from './error.ts';
import type { OcspResponse } from './ocsp-response.ts';

/** A responder needs one; more only cost verifications. */
const MAXIMAL_DELEGATES = 4;

/**
 * Whose signature the response must carry: the issuer's, or that of a delegate whom the same issuer has certified for it
 * directly (RFC 6960, 4.2.2.2). Whether the delegate itself is revoked is not asked, as if it had id-pkix-ocsp-nocheck.
 */
export function findSigner(
  { responderId, certificates }: OcspResponse,
  issuer: Certificate,
  now: Date,
  policy: VerificationPolicy,
  readDelegate: ReadDelegate,
): Certificate {
  if (isNamed(issuer, responderId)) return issuer;
  const named = certificates
    .slice(0, MAXIMAL_DELEGATES)
    .flatMap((der) => readLeniently(der, readDelegate))
    .filter((certificate) => isNamed(certificate, responderId));
  if (named.length === 0)
    throw new RevocationError('ERR_REVOCATION_SIGNER', 'the certificate of the responder is missing');
  const problems = named.map((certificate) => findProblem(certificate, issuer, now, policy));
  const signer = named[problems.indexOf(undefined)];
  if (signer === undefined)
    throw new RevocationError('ERR_REVOCATION_SIGNER', `the responder may not answer: ${problems[0]}`);
  return signer;
}

/** One that cannot be read signs nothing. */
function readLeniently(der: Uint8Array, readDelegate: ReadDelegate): readonly Certificate[] {
  try {
    return [readDelegate(der)];
  } catch (error) {
    if (error instanceof CertificateError) return [];
    throw error;
  }
}

function isNamed(certificate: Certificate, { by, octets }: OcspResponse['responderId']): boolean {
  const own =
    by === 'name' ? partsOf(certificate).subject : createHash('sha1').update(partsOf(certificate).keyBits).digest();
  return toHex(own) === toHex(octets);
}

function findProblem(
  delegate: Certificate,
  issuer: Certificate,
  now: Date,
  policy: VerificationPolicy,
): string | undefined {
  const { extendedKeyUsage, keyUsage } = delegate.extensions;
  if (!sameName(delegate.issuer, issuer.subject)) return 'untrusted-issuer';
  if (extendedKeyUsage?.includes(OIDS.ocspSigning) !== true) return 'extended-key-usage-wrong';
  if (keyUsage?.includes('digitalSignature') === false) return 'key-usage-wrong';
  const refusal =
    checkDates(delegate, now, 'leaf') ??
    checkCriticalExtensions(delegate) ??
    checkKey(delegate, policy) ??
    checkIssuance(delegate, issuer, policy);
  return refusal?.reason;
}
