import type { PspRole } from '@openxs2a/certificates';
import type { Queryable } from '@openxs2a/store';
import type { CallerOf } from '../domain/caller.ts';
import type { Order } from '../domain/check-order.ts';
import { hashOf } from '../domain/hash.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { findCertificate } from '../store/certificates.ts';
import { findEnrolment } from '../store/enrolments.ts';
import { answerIssuance, type IssuanceAnswer } from './answer-issuance.ts';
import type { Qtsp } from './qtsp.ts';
import { receiveRequest } from './receive-request.ts';

export interface CertificatesRequest {
  readonly requestId: string;
  readonly roles: readonly PspRole[];
  readonly countries?: readonly string[];
  readonly certificates: readonly Order[];
}

type Requester = CallerOf<'enrolment' | 'party'>;

/** Issues what a proven party asks for, if the register bears it out. Repeated, it gives the same certificates. */
export async function requestCertificates(
  qtsp: Qtsp,
  caller: Requester,
  { requestId, roles, countries, certificates }: CertificatesRequest,
): Promise<Outcome<IssuanceAnswer, 'request-id-reused' | 'enrolment-used' | 'request-refused'>> {
  const claim = { roles, ...(countries === undefined ? {} : { countries }) };
  const bodyHash = hashOf(Buffer.from(JSON.stringify([claim, certificates.map(({ kind, csr }) => [kind, csr])])));
  const received = await receiveRequest(qtsp, { caller, requestId, bodyHash }, async (trx) => {
    const vetted = await findVettedDnsNames(trx, caller);
    return vetted.done ? done({ claim, orders: certificates, vettedDnsNames: vetted.value }) : vetted;
  });
  return answerIssuance(qtsp, received);
}

/** Those that were vetted for the enrolment, or for the certificate that the party shows. */
async function findVettedDnsNames(
  db: Queryable,
  caller: Requester,
): Promise<Outcome<readonly string[], 'enrolment-used'>> {
  if (caller.kind === 'party') return done((await findCertificate(db, caller.serialNumber))?.vettedDnsNames ?? []);
  const enrolment = await findEnrolment(db, caller.enrolmentId);
  return enrolment?.status === 'open' ? done(enrolment.dnsNames) : failed('enrolment-used');
}
