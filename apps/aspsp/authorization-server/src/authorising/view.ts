import { isFinalSca } from '@openxs2a/consent';
import { accept, type RoadOutcome } from './outcome.ts';
import type { AuthorisationKey, AuthorisationStatus, AuthorisationView } from './road.ts';
import type { RoadSetting } from './setting.ts';
import { type Standing, settle } from './standing.ts';

/** Where an authorisation stands now. */
export async function view(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<AuthorisationView>> {
  const standing = await settle(setting, key);
  return standing.accepted ? accept(await toView(standing.evidence)) : standing;
}

/** The same of what was found out already. */
export async function toView(standing: Standing): Promise<AuthorisationView> {
  const { found, begun } = standing;
  const { resource, psu } = found;
  const subject = psu && (await resource.subjectFor(psu, begun.accounts));
  return {
    ...toStatus(standing),
    tppId: resource.tppId,
    tppName: resource.tppName,
    subject: subject?.accepted ? subject.evidence : resource.blank,
    needsChoice: resource.needsChoice,
  };
}

export function toStatus({ key, found, begun, asked }: Standing): AuthorisationStatus {
  const { scaStatus, psu, resource } = found;
  const needsConfirmation = resource.needsConfirmation && begun.approach === 'REDIRECT';
  const { approach, form } = begun;
  return { key, approach, form, scaStatus, isFinal: isFinalSca(scaStatus), psu, asked, needsConfirmation };
}
