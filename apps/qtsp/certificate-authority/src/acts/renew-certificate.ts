import type { CallerOf } from '../domain/caller.ts';
import { type CertificateRecord, rolesOf, statusOf } from '../domain/certificate-record.ts';
import { hashOf } from '../domain/hash.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { refuse } from '../domain/refusal.ts';
import { findCertificate } from '../store/certificates.ts';
import { answerIssuance, type IssuanceAnswer } from './answer-issuance.ts';
import type { Wanted } from './certificates-request.ts';
import type { Qtsp } from './qtsp.ts';
import { receiveRequest } from './receive-request.ts';

/** Issues a certificate that says what an older one of the party says, if the register still bears it out. */
export async function renewCertificate(
  qtsp: Qtsp,
  caller: CallerOf<'party'>,
  { serialNumber, requestId, csr }: { readonly serialNumber: string; readonly requestId: string; readonly csr: string },
): Promise<Outcome<IssuanceAnswer, 'not-found' | 'request-id-reused' | 'request-refused'>> {
  const bodyHash = hashOf(Buffer.from(JSON.stringify(['renewal', serialNumber, csr])));
  const received = await receiveRequest(qtsp, { caller, requestId, bodyHash }, async (trx) => {
    const old = await findCertificate(trx, serialNumber);
    return old?.party?.organizationIdentifier === caller.organizationIdentifier
      ? toWanted(old, csr, qtsp.clock())
      : failed('not-found');
  });
  return answerIssuance(qtsp, received);
}

function toWanted(old: CertificateRecord, csr: string, now: Date): Outcome<Wanted, 'request-refused'> {
  const { kind, countries, vettedDnsNames } = old;
  const status = statusOf(old, now);
  if (status !== 'valid' || (kind !== 'qwac' && kind !== 'qsealc'))
    return refused([refuse('certificate-not-renewable', `The certificate is ${status}.`)]);
  return done({ claim: { roles: rolesOf(old), countries }, orders: [{ kind, csr }], vettedDnsNames });
}
