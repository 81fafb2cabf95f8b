import type { Certificate } from '../../certificate.ts';
import { sameName } from '../../name-same.ts';
import { OIDS } from '../../oids.ts';
import { toSignatureAlgorithm } from '../../read/algorithm.ts';
import { readDistributionPoints } from '../../read/extensions.ts';
import { isSignedBy } from '../../read/signature.ts';
import { findExtension } from '../extension.ts';
import { isAlgorithmStrong } from '../path/strength.ts';
import { type Crl, readCrl } from './crl.ts';
import { RevocationError } from './error.ts';
import type { CertificateStatus } from './status.ts';
import { checkWindow } from './window.ts';

/**
 * A list that its issuer has signed, and that counts now (RFC 5280, 6.3.3). `last` is the newest that the same place has
 * had: an attacker on the way could show an older one. Throws RevocationError and CertificateError.
 */
export function readCrlOf(
  issuer: Certificate,
  der: Uint8Array,
  last: Crl | undefined,
  now: Date,
  clockSkew: number,
): Crl {
  // most of the time the same list comes again, which may be large
  const isSame = last !== undefined && Buffer.compare(last.der, der) === 0;
  const crl = isSame ? last : readCrl(der);
  if (!isSame) checkSigner(crl, issuer);
  checkWindow(crl, now, clockSkew);
  if (last !== undefined && isOlder(crl, last))
    throw new RevocationError(
      'ERR_REVOCATION_OLDER',
      `the list is older than number ${last.number}, which was seen before`,
    );
  return crl;
}

/** The key that signed the certificate, and no other of that name, signs the list. */
function checkSigner(crl: Crl, issuer: Certificate): void {
  const { keyUsage } = issuer.extensions;
  if (!sameName(crl.issuer, issuer.subject))
    throw new RevocationError('ERR_REVOCATION_SIGNER', 'the list is of another issuer');
  if (keyUsage?.includes('cRLSign') === false)
    throw new RevocationError('ERR_REVOCATION_SIGNER', 'the issuer may not sign lists (cRLSign)');
  const algorithm = toSignatureAlgorithm(crl.signed.algorithm);
  if (!isAlgorithmStrong(algorithm))
    throw new RevocationError(
      'ERR_REVOCATION_WEAK_ALGORITHM',
      `the list is signed with ${algorithm.oid} (${algorithm.hash})`,
    );
  if (!isSignedBy(crl.signed, issuer.key))
    throw new RevocationError('ERR_REVOCATION_SIGNATURE', 'the signature of the list is not that of the issuer');
}

function isOlder(crl: Crl, last: Crl): boolean {
  return crl.number === undefined || last.number === undefined
    ? crl.thisUpdate < last.thisUpdate
    : crl.number < last.number;
}

/** Throws RevocationError where the list does not speak of certificates such as this one (RFC 5280, 6.3.3 (b)). */
export function findStatusIn({ scope, findStatus }: Crl, certificate: Certificate): CertificateStatus {
  const kind = certificate.extensions.basicConstraints?.ca === true ? 'caCerts' : 'userCerts';
  const isKind = scope.only === undefined || scope.only === kind;
  if (!isKind || !isOfPoint(certificate, scope.points))
    throw new RevocationError('ERR_REVOCATION_OTHER_CERTIFICATE', 'the list does not cover the certificate');
  return findStatus(certificate.serialNumber);
}

/** A list of one part of an issuer's certificates says nothing of the others: the certificate must point to this part. */
function isOfPoint(certificate: Certificate, points: Crl['scope']['points']): boolean {
  if (points === undefined) return true;
  const extension = findExtension(certificate, OIDS.cRLDistributionPoints);
  const own = extension === undefined ? [] : readDistributionPoints(extension).map((name) => JSON.stringify(name));
  return points.some((point) => own.includes(JSON.stringify(point)));
}
