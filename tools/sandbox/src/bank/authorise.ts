import { isFinalSca, type Outcome } from '@openxs2a/consent';
import type { BankState } from '@openxs2a/edge/state';

/**
 * A PSU's yes to a consent of a TPP, by the function of the domain that strong customer authentication calls once it is
 * done. No route of the interface does this.
 */
export function createAuthorise({ consents, core }: Pick<BankState, 'consents' | 'core'>, tppId: string, name: string) {
  return async (consentId: string): Promise<void> => {
    const psu = await core.findPsu({ psuId: name });
    if (psu === undefined) throw new TypeError(`The bank has no PSU "${name}".`);
    const begun = get(await consents.authorisations(consentId, tppId));
    const open = begun.find(({ scaStatus }) => !isFinalSca(scaStatus));
    if (open === undefined) throw new TypeError('The bank has begun no authorisation.');
    get(await consents.confirm({ consentId, authorisationId: open.authorisationId, psuId: psu.id }));
  };
}

function get<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (outcome.accepted) return outcome.evidence;
  throw new TypeError(`The consent could not be authorised: ${outcome.reason}`);
}
