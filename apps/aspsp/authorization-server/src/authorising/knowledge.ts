import type { Psu } from '@openxs2a/consent';
import { toRefusal } from './ask.ts';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { Authenticate } from './road.ts';
import type { RoadSetting } from './setting.ts';

/**
 * Who proves to be a PSU by its password. Where nobody has that name the work is the same, and so is the answer: what is
 * known of a PSU (blocked by the bank, another than the one that was named) is told to who has the password alone.
 */
export async function proveKnowledge(
  { core, sca }: Pick<RoadSetting, 'core' | 'sca'>,
  named: Psu | undefined,
  { login, password, channel }: Authenticate,
): Promise<RoadOutcome<Psu>> {
  const psu = login === undefined ? await (named && core.findPsuById(named.psuId)) : await core.findPsu(login);
  const checked = await sca.checkPassword({ psuId: psu?.id, claimed: login?.psuId, password, channel });
  if (!checked.accepted) return toRefusal(checked);
  if (psu === undefined) throw new TypeError('A password of nobody was right.');
  if (psu.status === 'blocked') return refuse('psu-blocked');
  return accept({ psuId: psu.id, corporateId: psu.corporateId });
}

export function isSame(one: Psu, other: Psu): boolean {
  return one.psuId === other.psuId && (one.corporateId ?? '') === (other.corporateId ?? '');
}
