import type { Actor } from '../audit.ts';
import type { Consent } from '../consent.ts';
import type { ConsentEvent } from '../domain/consent-status.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import type { StoredConsent } from '../store/consents.ts';
import { applyEvent } from './apply-event.ts';
import type { ConsentSetting } from './setting.ts';
import { lockSettled } from './settle.ts';

export interface EndConsent {
  readonly consentId: string;
  readonly event: Extract<ConsentEvent, 'terminate' | 'revoke'>;
  readonly actor: Actor;
  /** Whether it is this actor's to end: another's consent is as unknown as none. */
  readonly isOwn: (consent: StoredConsent) => boolean;
}

/**
 * Ends a consent for the TPP that created it, or for the PSU. A TPP may delete twice, which changes nothing; what ended
 * otherwise is not terminated any more.
 */
export function endConsent(
  setting: ConsentSetting,
  { consentId, event, actor, isOwn }: EndConsent,
): Promise<Outcome<Consent>> {
  return setting.database.transaction(async (trx) => {
    const consent = await lockSettled(trx, setting, consentId);
    if (consent === undefined || !isOwn(consent)) return refuse('consent-unknown', { consentId });
    if (event === 'terminate' && consent.consentStatus === 'terminatedByTpp') return accept(consent);
    return applyEvent(trx, setting, consent, event, { actor });
  });
}
