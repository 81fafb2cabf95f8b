import type { Answered, ScaOutcome, Subject } from '@openxs2a/sca';
import { toRefusal } from '../ask.ts';
import { endWhereHopeless, fail, finish, reject } from '../finish.ts';
import { blocksPsu, type RoadOutcome, refuse } from '../outcome.ts';
import type { AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { settle } from '../standing.ts';
import { view } from '../view.ts';

type Answer = (about: {
  readonly authorisationId: string;
  readonly psuId: string;
  readonly subject: Subject;
}) => Promise<ScaOutcome<Answered>>;

/** The second factor, where it is a code. */
export const authorise = (setting: RoadSetting, key: AuthorisationKey, code: string) =>
  authoriseBy(setting, key, (about) => setting.sca.answerCode({ ...about, code }));

/** The second factor, where it is a passkey. */
export const authoriseByPasskey = (setting: RoadSetting, key: AuthorisationKey, response: unknown) =>
  authoriseBy(setting, key, (about) => setting.sca.answerPasskey({ ...about, response }));

/** By an answer that is bound to what is authorised now. */
async function authoriseBy(
  setting: RoadSetting,
  key: AuthorisationKey,
  answer: Answer,
): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { found, begun } = standing.evidence;
  const { scaStatus, psu, resource } = found;
  if (psu === undefined || scaStatus !== 'scaMethodSelected') return refuse('status-not-fitting', { scaStatus });
  const subject = await resource.subjectFor(psu, begun.accounts);
  if (!subject.accepted) return endWhereHopeless(setting, key, subject);
  const agreed = { psu, subject: subject.evidence };
  const { authorisationId } = key;
  const answered = await answer({ authorisationId, psuId: psu.psuId, subject: agreed.subject });
  if (!answered.accepted) {
    const refusal = toRefusal(answered);
    // somebody was faster with the same code, and is about to finish
    const isOpen = answered.evidence.challengeOpen === true || answered.reason === 'code-used';
    // on a page the PSU asks for another code; a TPP begins anew
    if (blocksPsu(refusal) || (begun.approach === 'EMBEDDED' && !isOpen)) await fail(setting, key);
    return refusal;
  }
  const finished = await finish(setting, standing.evidence, agreed);
  return finished.accepted ? view(setting, key) : endWhereHopeless(setting, key, finished);
}

/** The PSU says no. */
export async function refuseAll(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const rejected = await reject(setting, key);
  return rejected.accepted ? view(setting, key) : rejected;
}
