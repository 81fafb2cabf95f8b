import { isFinalSca } from '@openxs2a/consent';
import { ask } from '../ask.ts';
import { type Asked, noteAsked } from '../note-asked.ts';
import type { RoadOutcome } from '../outcome.ts';
import type { RoadSetting } from '../setting.ts';

/**
 * Asks first, then notes it. Where it cannot be noted, somebody else was faster: with the same, and then the question stays
 * that was asked last; or with the end, and then it is taken back.
 */
export async function askAndNote(setting: RoadSetting, asked: Asked): Promise<RoadOutcome<unknown>> {
  const { database, sca, authorisables } = setting;
  const { key } = asked;
  const sent = await ask(setting, { ...asked, authorisationId: key.authorisationId });
  if (!sent.accepted) return sent;
  const noted = await database.transaction((trx) => noteAsked(trx, setting, asked));
  if (noted.accepted) return noted;
  const now = await authorisables[key.kind].find(key);
  if (!now.accepted || isFinalSca(now.evidence.scaStatus))
    await database.transaction((trx) => sca.endAsked(trx, key.authorisationId));
  return noted;
}
