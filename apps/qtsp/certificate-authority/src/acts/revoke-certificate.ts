import type { Caller } from '../domain/caller.ts';
import { nameCaller } from '../domain/caller.ts';
import type { CertificateRevocationReason, IssuedRecord } from '../domain/certificate-record.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { refuse } from '../domain/refusal.ts';
import { findRevocationRight } from '../domain/revoking.ts';
import { findCertificate } from '../store/certificates.ts';
import { isPublic } from './find-certificate.ts';
import type { Qtsp } from './qtsp.ts';
import { revoke } from './revoke.ts';

export interface RevocationInput {
  readonly serialNumber: string;
  readonly reason: CertificateRevocationReason;
  readonly invalidityDate?: Date;
  readonly comment?: string;
}

/** Revokes for its subject, its authority or the operator. The first reason and date stay; repeated, it changes nothing. */
export function revokeCertificate(
  qtsp: Qtsp,
  caller: Caller,
  { serialNumber, reason, invalidityDate, comment }: RevocationInput,
): Promise<Outcome<IssuedRecord, 'not-found' | 'not-of-this-authority' | 'request-refused'>> {
  return qtsp.database.transaction(async (trx) => {
    const certificate = await findCertificate(trx, serialNumber);
    if (certificate === undefined || !isPublic(certificate)) return failed('not-found');
    const right = findRevocationRight(caller, certificate);
    if (!right.granted) return failed(right.reason === 'not-of-this-authority' ? right.reason : 'not-found');
    const revokedAt = qtsp.clock();
    if (invalidityDate !== undefined && invalidityDate > revokedAt)
      return refused([refuse('date-in-future', 'The invalidity date is yet to come.')]);
    const since = invalidityDate === undefined ? {} : { invalidityDate };
    const remarks = { actor: nameCaller(caller), remarks: { comment: comment ?? null } };
    await revoke(trx, qtsp, [certificate], { revokedAt, reason, by: right.by, ...since }, remarks);
    const revoked = await findCertificate(trx, serialNumber);
    return done(revoked !== undefined && isPublic(revoked) ? revoked : certificate);
  });
}
