import type { Schemas } from '@openxs2a/xs2a/types';
import type { Access } from './access.ts';
import type { Day } from './day.ts';

export type ConsentStatus = Schemas['consentStatus'];
export type ScaStatus = Schemas['scaStatus'];

export interface Consent {
  readonly id: string;
  /** Who created it; to every other TPP it does not exist. */
  readonly tppId: string;
  readonly asked: Schemas['consents'];
  readonly access: Access;
  readonly status: ConsentStatus;
  readonly lastActionDate: Day;
  /** The one authorisation, which the bank starts itself. */
  readonly authorisation: { readonly id: string; readonly scaStatus: ScaStatus };
}

/** What can happen to a consent. The PSU decides at the bank, never through the interface. */
export type ConsentEvent = 'psuSaysYes' | 'psuSaysNo' | 'psuRevokes' | 'tppEnds' | 'newerConsent' | 'dayPasses';

type Step = { readonly status: ConsentStatus; readonly scaStatus?: ScaStatus };

const STEPS: Readonly<Partial<Record<ConsentStatus, Readonly<Partial<Record<ConsentEvent, Step>>>>>> = {
  received: {
    psuSaysYes: { status: 'valid', scaStatus: 'finalised' },
    psuSaysNo: { status: 'rejected', scaStatus: 'failed' },
    tppEnds: { status: 'terminatedByTpp', scaStatus: 'failed' },
    dayPasses: { status: 'expired', scaStatus: 'failed' },
  },
  valid: {
    psuRevokes: { status: 'revokedByPsu' },
    tppEnds: { status: 'terminatedByTpp' },
    newerConsent: { status: 'terminatedByTpp' },
    dayPasses: { status: 'expired' },
  },
};

/**
 * The consent after an event; the very same object where the event means nothing to it, as all events do to a consent
 * that has ended. `dayPasses` ends a consent once its last day is over. Guidelines 1.3.8, 14.14.
 */
export function transition(consent: Consent, event: ConsentEvent, today: Day): Consent {
  if (event === 'dayPasses' && today <= consent.asked.validUntil) return consent;
  const step = STEPS[consent.status]?.[event];
  if (step === undefined) return consent;
  const scaStatus = step.scaStatus ?? consent.authorisation.scaStatus;
  return {
    ...consent,
    status: step.status,
    lastActionDate: today,
    authorisation: { ...consent.authorisation, scaStatus },
  };
}
