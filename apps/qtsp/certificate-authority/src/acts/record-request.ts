import { createSerialNumber, type Party } from '@openxs2a/certificates/issue';
import type { Transaction } from '@openxs2a/store';
import { nameCaller } from '../domain/caller.ts';
import type { CheckedOrder } from '../domain/check-order.ts';
import { toValidity } from '../domain/validity.ts';
import { insertCertificate } from '../store/certificates.ts';
import { closeEnrolment } from '../store/enrolments.ts';
import { type Issuance, insertIssuance } from '../store/issuances.ts';
import type { StoredRegistration } from '../store/registrations.ts';
import type { ReceivedRequest, Wanted } from './certificates-request.ts';
import type { Qtsp } from './qtsp.ts';

/** Takes numbers for the certificates and uses up the enrolment: from here on, they will be issued. */
export async function recordRequest(
  trx: Transaction,
  qtsp: Qtsp,
  { caller, requestId, bodyHash }: ReceivedRequest,
  { claim, vettedDnsNames }: Wanted,
  orders: readonly CheckedOrder[],
  registration: StoredRegistration,
): Promise<Issuance> {
  const { clock, random, issuer, lifetimes } = qtsp;
  const { organizationIdentifier, ncaId } = registration;
  const receivedAt = clock();
  const issuanceId = random.uuid();
  const who = nameCaller(caller);
  const issuance: Issuance = {
    issuanceId,
    caller: who,
    requestId,
    bodyHash,
    organizationIdentifier,
    status: 'received',
    receivedAt,
  };
  await insertIssuance(trx, issuance);
  const serialNumbers: string[] = [];
  for (const [ordinal, order] of orders.entries()) {
    const serialNumber = createSerialNumber(random.bytes);
    serialNumbers.push(serialNumber);
    await insertCertificate(trx, {
      ...order,
      serialNumber,
      issuanceId,
      ordinal,
      party: toParty(registration, claim),
      ncaId,
      countries: claim.countries ?? [registration.country],
      vettedDnsNames,
      createdAt: receivedAt,
      ...toValidity(lifetimes[order.kind], receivedAt, issuer.certificate.notAfter),
    });
  }
  if (caller.kind === 'enrolment') await closeEnrolment(trx, caller.enrolmentId, 'used');
  const kinds = orders.map(({ kind }) => kind);
  const body = { ncaId, issuanceId, kinds, serialNumbers, roles: claim.roles };
  await qtsp.journal.append(trx, { kind: 'certificates-requested', actor: who, subject: organizationIdentifier, body });
  await qtsp.at?.('recording');
  return issuance;
}

/** The name as the register spells it, whatever the case in the request. */
function toParty(registration: StoredRegistration, { roles }: Wanted['claim']): Party {
  const { legalName, country, organizationIdentifier, ncaId, ncaName, locality, registrationNumber } = registration;
  return {
    legalName,
    country,
    organizationIdentifier,
    commonName: legalName,
    roles,
    ncaId,
    ncaName,
    ...(locality === undefined ? {} : { locality }),
    ...(registrationNumber === undefined ? {} : { registrationNumber }),
  };
}
