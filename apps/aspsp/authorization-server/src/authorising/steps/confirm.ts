import { isFinalSca } from '@openxs2a/consent';
import { reject } from '../finish.ts';
import { type RoadOutcome, refuse } from '../outcome.ts';
import type { AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { settle } from '../standing.ts';
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
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { found, begun } = standing.evidence;
  const { scaStatus, psu, resource } = found;
  if (isFinalSca(scaStatus)) return refuse('confirmed-again', { scaStatus });
  if (psu === undefined || scaStatus !== 'unconfirmed') return refuse('status-not-fitting', { scaStatus });
  const subject = await resource.subjectFor(psu, begun.accounts);
  const isRight = setting.secrets.isConfirmationCode(key.authorisationId, confirmationCode);
  if (!isRight || !subject.accepted) {
    const rejected = await reject(setting, key);
    return rejected.accepted ? view(setting, key) : rejected;
  }
  const done = { psu, subject: subject.evidence };
  const finish = await setting.authorisables[key.kind].prepareFinish(key, done);
  const finished = await setting.database.transaction(finish);
  if (finished.accepted) return view(setting, key);
  return finished.reason === 'consent:authorisation-final' ? refuse('confirmed-again') : finished;
}
