import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import { createPsu } from './psu.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

export interface CreatedConsent {
  readonly consentId: string;
  readonly _links: Schemas['_linksConsents'];
}

/**
 * The PSU's yes to a consent, by the way that the bank's links lead: to its pages, through the TPP with password and code, or
 * to the device of the PSU.
 */
export async function authorise(scene: Scene, tpp: Tpp, psuId: string, consent: CreatedConsent): Promise<void> {
  const { scaRedirect, updatePsuAuthentication } = consent._links;
  const psu = createPsu(scene, psuId);
  if (scaRedirect?.href !== undefined) await psu.agree(scaRedirect.href);
  else if (updatePsuAuthentication !== undefined) await authoriseEmbedded(scene, tpp, psuId, consent);
  else await psu.approve();
}

/** The PSU tells the TPP what it would tell the bank, and the TPP passes it on. */
async function authoriseEmbedded(scene: Scene, tpp: Tpp, psuId: string, consent: CreatedConsent): Promise<void> {
  const { bank } = scene;
  const update = createUpdate(scene, tpp, consent);
  const known = await update({ psuData: { password: bank.passwordOf(psuId) } }, 'password');
  // a device would be asked beside the TPP
  const methods = 'scaMethods' in known ? known.scaMethods : undefined;
  const method = methods?.find(({ authenticationType }) => authenticationType !== 'PUSH_OTP');
  if (method !== undefined) {
    const { authenticationMethodId, name } = method;
    await update({ authenticationMethodId }, name ?? 'method');
  }
  await update({ scaAuthenticationData: bank.lastCode() }, 'code');
}

/** What a PSU says, as the standard has it. */
type Step =
  | { readonly psuData: { readonly password: string } }
  | { readonly authenticationMethodId: string }
  | { readonly scaAuthenticationData: string };

function createUpdate({ recorder }: Scene, tpp: Tpp, { consentId, _links }: CreatedConsent) {
  const authorisationId = _links.scaStatus?.href?.split('/').at(-1) ?? '';
  return async (step: Step, what: string) => {
    const result = await recorder.call(
      'updateConsentsPsuData',
      () =>
        tpp.updateConsentsPsuData({
          path: { consentId, authorisationId },
          body: { type: 'application/json', value: step },
        }),
      (answer) => (answer.status === 200 ? `${what}: ${answer.body.scaStatus}` : ''),
    );
    return expectStatus(result, 200).body;
  };
}
