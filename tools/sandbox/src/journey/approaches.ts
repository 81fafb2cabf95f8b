import { beginAuthorisation } from './authorise.ts';
import { createConsent, getConsent, readStatus } from './consent.ts';
import { createPsu } from './psu.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** Another customer, so that its consents replace none of the other's. It has codes and a device. */
export const OTHER_PSU = 'personal';

/** What else becomes of a consent: authorised embedded or on a device, refused, ended by the PSU. */
export async function tryApproaches(scene: Scene, tpp: Tpp): Promise<void> {
  await getConsent(scene, tpp, { psuId: OTHER_PSU, approach: 'embedded' });
  const consentId = await getConsent(scene, tpp, { psuId: OTHER_PSU, approach: 'decoupled' });
  const psu = createPsu(scene, OTHER_PSU);
  await psu.endConsent(consentId);
  await readStatus(scene, tpp, consentId, 'revokedByPsu');
  const created = await createConsent(scene, tpp, { psuId: OTHER_PSU, approach: 'redirect' });
  const refused = await beginAuthorisation(scene, tpp, created);
  const { scaRedirect } = refused._links;
  if (scaRedirect?.href === undefined) return; // a profile without such a link has no page to refuse on
  await psu.refuse(scaRedirect.href);
  await readStatus(scene, tpp, refused.consentId, 'rejected');
}
