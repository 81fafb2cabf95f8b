import { type Caller, nameCaller } from '../domain/caller.ts';
import type { IssuedRecord } from '../domain/certificate-record.ts';
import { done, failed, type Outcome, type ProblemCode } from '../domain/outcome.ts';
import { listOfIssuance } from '../store/certificates.ts';
import { findIssuance, type Issuance } from '../store/issuances.ts';
import { completeIssuance } from './complete-issuance.ts';
import { isPublic } from './find-certificate.ts';
import type { Qtsp } from './qtsp.ts';

export interface IssuanceAnswer {
  readonly issuance: Issuance;
  /** Signed ones only, in the order of the request. */
  readonly certificates: readonly IssuedRecord[];
}

/** The certificates of a request on record. Where they cannot be signed now, the answer says so and they follow later. */
export async function answerIssuance<Code extends ProblemCode>(
  qtsp: Qtsp,
  received: Outcome<Issuance, Code>,
): Promise<Outcome<IssuanceAnswer, Code>> {
  if (!received.done) return received;
  try {
    await completeIssuance(qtsp, received.value.issuanceId);
  } catch (error) {
    qtsp.onError(error);
  }
  return done(await load(qtsp, received.value));
}

/** An issuance, for whoever asked for it: the same party by whatever certificate, the same enrolment, the operator. */
export async function findIssuanceFor(
  qtsp: Qtsp,
  caller: Caller,
  issuanceId: string,
): Promise<Outcome<IssuanceAnswer, 'not-found'>> {
  const issuance = await findIssuance(qtsp.database, issuanceId);
  // whether there is one is nobody else's business
  return issuance !== undefined && isOwn(caller, issuance) ? done(await load(qtsp, issuance)) : failed('not-found');
}

function isOwn(caller: Caller, issuance: Issuance): boolean {
  if (caller.kind === 'operator' || issuance.caller === nameCaller(caller)) return true;
  return caller.kind === 'party' && issuance.organizationIdentifier === caller.organizationIdentifier;
}

async function load({ database }: Qtsp, { issuanceId, ...received }: Issuance): Promise<IssuanceAnswer> {
  const issuance = (await findIssuance(database, issuanceId)) ?? { issuanceId, ...received };
  return { issuance, certificates: (await listOfIssuance(database, issuanceId)).filter(isPublic) };
}
