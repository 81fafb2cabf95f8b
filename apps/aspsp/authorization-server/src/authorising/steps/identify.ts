import type { Psu } from '@openxs2a/consent';
import type { Subject } from '@openxs2a/sca';
import type { Resource } from '../authorisable.ts';
import { endWhereHopeless, fail } from '../finish.ts';
import { isSame } from '../knowledge.ts';
import { moveAll } from '../note-asked.ts';
import { type RoadOutcome, refuse } from '../outcome.ts';
import type { AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { settle } from '../standing.ts';
import { view } from '../view.ts';
import { askAndNote } from './ask-and-note.ts';

/** The PSU is named. Where its device does the rest, that is asked at once. */
export async function identify(
  setting: RoadSetting,
  key: AuthorisationKey,
  psu: Psu,
): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { found, begun, asked } = standing.evidence;
  const { scaStatus, psu: named } = found;
  if (scaStatus !== 'received' && scaStatus !== 'psuIdentified') return refuse('status-not-fitting', { scaStatus });
  if (named !== undefined && !isSame(named, psu)) return refuse('consent:psu-mismatch');
  if (named === undefined) {
    const moved = await setting.database.transaction((trx) => moveAll(trx, setting, key, ['identify'], psu));
    if (!moved.accepted) return moved;
  }
  if (begun.approach === 'DECOUPLED' && asked === undefined) {
    const pushed = await push(setting, key);
    if (!pushed.accepted) return pushed;
  }
  return view(setting, key);
}

/** A device has no page to choose on: where the PSU would choose, it is asked for all that it could. */
async function offer(resource: Resource, psu: Psu): Promise<RoadOutcome<Subject>> {
  if (!resource.needsChoice) return resource.subjectFor(psu, undefined);
  const eligible = await resource.listEligibleAccounts(psu);
  return eligible.accepted ? resource.subjectFor(psu, eligible.evidence) : eligible;
}

/** Asks the device of the PSU that was named, the first that it has. Where it has none, the authorisation fails. */
export async function push(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<unknown>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { found, begun } = standing.evidence;
  const { psu, resource } = found;
  if (psu === undefined) return refuse('status-not-fitting', { scaStatus: found.scaStatus });
  const subject = await offer(resource, psu);
  if (!subject.accepted) return endWhereHopeless(setting, key, subject);
  const method = (await setting.sca.listMethods(psu.psuId)).find(({ decoupled }) => decoupled);
  if (method === undefined) return endWhereHopeless(setting, key, refuse('sca:method-unknown', { psuId: psu.psuId }));
  const pushed = await askAndNote(setting, { key, psu, subject: subject.evidence, method, approach: begun.approach });
  // a PSU that is blocked, or was asked too often; not one that was asked by another call at the same moment
  if (!pushed.accepted && pushed.reason.startsWith('sca:')) await fail(setting, key);
  return pushed;
}
