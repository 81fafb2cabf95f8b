import { OTHER_PSU } from '../approaches.ts';
import { authoriseEmbedded } from '../authorise.ts';
import { createConsent, readStatus } from '../consent.ts';
import type { Scene } from '../scene.ts';
import type { Tpp } from '../tpp.ts';
import { createUpdate } from '../update.ts';

/** Who the PSU is not: a wrong password, a wrong code. What is right afterwards is taken, so that nobody ends up blocked. */
export async function tryAuthentication(scene: Scene, tpp: Tpp): Promise<void> {
  const { recorder, bank } = scene;
  const consent = await createConsent(scene, tpp, { psuId: OTHER_PSU, approach: 'embedded' });
  if (consent._links.updatePsuAuthentication === undefined) return; // a profile without embedded has no such steps
  const update = createUpdate(tpp, consent);
  await recorder.refused('wrong password', '401 PSU_CREDENTIALS_INVALID', () =>
    update({ psuData: { password: 'a guess' } }),
  );
  await authoriseEmbedded(scene, tpp, OTHER_PSU, consent, {
    beforeCode: () =>
      recorder.refused('wrong code', '401 PSU_CREDENTIALS_INVALID', () =>
        update({ scaAuthenticationData: bank.lastCode() === '000000' ? '000001' : '000000' }),
      ),
  });
  await readStatus(scene, tpp, consent.consentId, 'valid');
}
