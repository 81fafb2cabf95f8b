import type { Transaction } from '@openxs2a/store';
import { nameCaller } from '../domain/caller.ts';
import { done, failed, type Outcome, type ProblemCode, refused } from '../domain/outcome.ts';
import { findIssuanceOfRequest, type Issuance } from '../store/issuances.ts';
import { findRegistration } from '../store/registrations.ts';
import type { ReceivedRequest, Wanted } from './certificates-request.ts';
import { checkRequest } from './check-request.ts';
import type { Qtsp } from './qtsp.ts';
import { recordRequest } from './record-request.ts';

/**
 * Takes a request on record, or says everything that stands against it. What is on record will be issued, and uses up
 * what the caller proved itself with; both are one transaction. Gives the issuance, with a repeated request that
 * of the first.
 */
export function receiveRequest<Code extends ProblemCode>(
  qtsp: Qtsp,
  request: ReceivedRequest,
  prepare: (trx: Transaction) => Promise<Outcome<Wanted, Code>>,
): Promise<Outcome<Issuance, Code | 'request-id-reused' | 'request-refused'>> {
  return qtsp.database.transaction(async (trx) => {
    const before = await findIssuanceOfRequest(trx, nameCaller(request.caller), request.requestId);
    if (before !== undefined) return before.bodyHash === request.bodyHash ? done(before) : failed('request-id-reused');
    const wanted = await prepare(trx);
    return wanted.done ? receive(trx, qtsp, request, wanted.value) : wanted;
  });
}

async function receive(
  trx: Transaction,
  qtsp: Qtsp,
  request: ReceivedRequest,
  wanted: Wanted,
): Promise<Outcome<Issuance, 'request-refused'>> {
  const { organizationIdentifier } = request.caller;
  const registration = await findRegistration(trx, organizationIdentifier);
  const { orders, refusals } = await checkRequest(trx, qtsp, organizationIdentifier, wanted, registration);
  if (registration !== undefined && refusals.length === 0)
    return done(await recordRequest(trx, qtsp, request, wanted, orders, registration));
  await qtsp.journal.append(trx, {
    kind: 'certificates-refused',
    subject: organizationIdentifier,
    actor: nameCaller(request.caller),
    body: { ncaId: registration?.ncaId ?? null, reasons: [...new Set(refusals.map(({ reason }) => reason))] },
  });
  return refused(refusals);
}
