import { ask } from '../ask.ts';
import { type Asked, noteAsked } from '../note-asked.ts';
import type { RoadOutcome } from '../outcome.ts';
import type { RoadSetting } from '../setting.ts';

/** Asks first, then notes it: what cannot be noted any more is taken back. */
export async function askAndNote(setting: RoadSetting, asked: Asked): Promise<RoadOutcome<unknown>> {
  const { database, sca } = setting;
  const { authorisationId } = asked.key;
  const sent = await ask(setting, { ...asked, authorisationId });
  if (!sent.accepted) return sent;
  return database.transaction(async (trx) => {
    const noted = await noteAsked(trx, setting, asked);
    if (!noted.accepted) await sca.endAsked(trx, authorisationId);
    return noted;
  });
}
