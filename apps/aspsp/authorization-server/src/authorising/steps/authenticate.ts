import type { Psu } from '@openxs2a/consent';
import { endWhereHopeless, fail, reject } from '../finish.ts';
import { isSame, proveKnowledge } from '../knowledge.ts';
import { findNext } from '../next.ts';
import { moveAll } from '../note-asked.ts';
import { accept, blocksPsu, type RoadOutcome, refuse } from '../outcome.ts';
import type { Authenticate, AuthorisationKey, AuthorisationView } from '../road.ts';
import type { RoadSetting } from '../setting.ts';
import { type Standing, settle } from '../standing.ts';
import { view } from '../view.ts';
import { askAndNote } from './ask-and-note.ts';

/** The first factor. */
export async function authenticate(
  setting: RoadSetting,
  key: AuthorisationKey,
  request: Authenticate,
): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settle(setting, key);
  if (!standing.accepted) return standing;
  const { scaStatus, psu: named } = standing.evidence.found;
  const isKnown = named !== undefined || request.login !== undefined;
  if (!isKnown || (scaStatus !== 'received' && scaStatus !== 'psuIdentified'))
    return refuse('status-not-fitting', { scaStatus });
  const proved = await proveKnowledge(setting, named, request);
  if (!proved.accepted) {
    if (blocksPsu(proved)) await fail(setting, key);
    return proved;
  }
  const psu = proved.evidence;
  if (named !== undefined && !isSame(named, psu)) return refuseOther(setting, key, request);
  const gone =
    request.channel === 'page'
      ? await comeIn(setting, standing.evidence, psu)
      : await goOn(setting, standing.evidence, psu);
  return gone.accepted ? view(setting, key) : gone;
}

/** Whom the TPP sent to the page and who came there are two: somebody was led astray (Guidelines 1.3.8, 7.2.1). */
async function refuseOther(
  setting: RoadSetting,
  key: AuthorisationKey,
  { channel }: Authenticate,
): Promise<RoadOutcome<never>> {
  if (channel === 'page') await reject(setting, key);
  return refuse('consent:psu-mismatch');
}

/** On a page the PSU sees what it is about, and chooses, before anything is asked. */
async function comeIn(setting: RoadSetting, { key, found }: Standing, psu: Psu): Promise<RoadOutcome<unknown>> {
  const { resource } = found;
  const agreed = resource.needsChoice ? accept(undefined) : await resource.subjectFor(psu, undefined);
  if (!agreed.accepted) return endWhereHopeless(setting, key, agreed);
  return setting.database.transaction((trx) => moveAll(trx, setting, key, ['authenticate'], psu));
}

async function goOn(setting: RoadSetting, { key, found, begun }: Standing, psu: Psu): Promise<RoadOutcome<unknown>> {
  const next = await findNext(setting, { ...found, psu, authorisationId: key.authorisationId });
  if (!next.accepted) return endWhereHopeless(setting, key, next);
  const { evidence } = next;
  switch (evidence.kind) {
    case 'choose':
      return setting.database.transaction((trx) => moveAll(trx, setting, key, ['authenticate'], psu));
    case 'ask':
      return askAndNote(setting, { ...evidence, key, psu, approach: begun.approach, before: ['authenticate'] });
    case 'exempt': {
      const { subject } = evidence;
      const finish = await setting.authorisables[key.kind].prepareFinish(key, { psu, subject, exempted: true });
      return setting.database.transaction(async (trx) => {
        const moved = await moveAll(trx, setting, key, ['authenticate'], psu);
        return moved.accepted ? finish(trx) : moved;
      });
    }
    default:
      return evidence satisfies never;
  }
}
