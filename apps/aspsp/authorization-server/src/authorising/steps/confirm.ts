import { isFinalSca, type Psu } from '@openxs2a/consent';
import { complete, reject } from '../finish.ts';
import { accept, type RoadOutcome, refuse } from '../outcome.ts';
import type { AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { type Standing, settle } from '../standing.ts';
import { view } from '../view.ts';

/**
 * The TPP has the PSU back, and the code with it. A wrong one comes from somebody who has not: the authorisation fails, and
 * the resource with it (Guidelines 1.3.8, 7.6.4).
 */
export async function confirm(
  setting: RoadSetting,
  key: AuthorisationKey,
  confirmationCode: string,
): Promise<RoadOutcome<AuthorisationView>> {
  const waiting = await settleUnconfirmed(setting, key);
  if (!waiting.accepted) return waiting;
  const isRight = setting.secrets.isConfirmationCode(key.authorisationId, confirmationCode);
  return isRight ? goOn(setting, waiting.evidence) : giveUp(setting, key);
}

/** The TPP has a token of this resource, which is bound to its certificate, in the place of a code. */
export async function confirmByToken(
  setting: RoadSetting,
  key: AuthorisationKey,
  psuId: string,
): Promise<RoadOutcome<AuthorisationView>> {
  const waiting = await settleUnconfirmed(setting, key);
  if (!waiting.accepted) return waiting;
  // where several sign, each brings a token
  return waiting.evidence.psu.psuId === psuId ? goOn(setting, waiting.evidence) : refuse('token-of-other-psu');
}

type Unconfirmed = Standing & { readonly psu: Psu };

async function settleUnconfirmed(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<Unconfirmed>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { scaStatus, psu } = standing.evidence.found;
  if (isFinalSca(scaStatus)) return refuse('confirmed-again', { scaStatus });
  if (psu === undefined || scaStatus !== 'unconfirmed') return refuse('status-not-fitting', { scaStatus });
  return accept({ ...standing.evidence, psu });
}

async function goOn(setting: RoadSetting, unconfirmed: Unconfirmed): Promise<RoadOutcome<AuthorisationView>> {
  const { key, found, begun, psu } = unconfirmed;
  const subject = await found.resource.subjectFor(psu, begun.accounts);
  if (!subject.accepted) return giveUp(setting, key);
  const finished = await complete(setting, unconfirmed, { psu, subject: subject.evidence });
  if (finished.accepted) return view(setting, key);
  return finished.reason === 'consent:authorisation-final' ? refuse('confirmed-again') : finished;
}

async function giveUp(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>> {
  const rejected = await reject(setting, key);
  return rejected.accepted ? view(setting, key) : rejected;
}
