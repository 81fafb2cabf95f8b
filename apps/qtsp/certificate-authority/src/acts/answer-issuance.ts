import type { Caller } from '../domain/caller.ts';
import { nameCaller } from '../domain/caller.ts';
import type { CertificateRecord } from '../domain/certificate-record.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { listOfIssuance } from '../store/certificates.ts';
import { findIssuance, type Issuance } from '../store/issuances.ts';
import { completeIssuance } from './complete-issuance.ts';
import type { Qtsp } from './qtsp.ts';

export interface IssuanceAnswer {
  readonly issuance: Issuance;
  /** Signed ones only, in the order of the request. */
  readonly certificates: readonly CertificateRecord[];
}

/** The certificates of a request on record. Where they cannot be signed now, the answer says so and they follow later. */
export async function answerIssuance(qtsp: Qtsp, received: Outcome<string>): Promise<Outcome<IssuanceAnswer>> {
  if (!received.done) return received;
  try {
    await completeIssuance(qtsp, received.value);
  } catch (error) {
    qtsp.onError(error);
  }
  return loadIssuance(qtsp, received.value);
}

/** An issuance, for whoever asked for it: the same party by whatever certificate, the same enrolment, the operator. */
export async function findIssuanceFor(
  qtsp: Qtsp,
  caller: Caller,
  issuanceId: string,
): Promise<Outcome<IssuanceAnswer>> {
  const found = await loadIssuance(qtsp, issuanceId);
  if (!found.done) return found;
  const { issuance } = found.value;
  const isOwn =
    caller.kind === 'operator' ||
    issuance.caller === nameCaller(caller) ||
    (caller.kind === 'party' && issuance.organizationIdentifier === caller.organizationIdentifier);
  // whether there is one is nobody else's business
  return isOwn ? found : failed('not-found');
}

async function loadIssuance({ database }: Qtsp, issuanceId: string): Promise<Outcome<IssuanceAnswer>> {
  const issuance = await findIssuance(database, issuanceId);
  if (issuance === undefined) return failed('not-found');
  const records = await listOfIssuance(database, issuanceId);
  return done({ issuance, certificates: records.filter(({ der }) => der !== undefined) });
}
