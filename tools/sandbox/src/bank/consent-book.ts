import type { Schemas } from '@openxs2a/xs2a/types';
import type { Access } from './access.ts';
import { type Consent, type ConsentEvent, transition } from './consent.ts';
import type { Day } from './day.ts';

export interface ConsentBookOptions {
  readonly today: () => Day;
  readonly newId: () => string;
}

/** Every consent that was ever asked for. Those that have ended stay readable (Guidelines 1.3.8, 6.3.3). */
export function createConsentBook({ today, newId }: ConsentBookOptions) {
  const consents = new Map<string, Consent>();

  /** Moves a consent on; `undefined` where there is none of this id. */
  function apply(id: string, event: ConsentEvent): Consent | undefined {
    const consent = consents.get(id);
    if (consent === undefined) return undefined;
    const next = transition(consent, event, today());
    consents.set(id, next);
    return next;
  }

  function open(tppId: string, asked: Schemas['consents'], access: Access): Consent {
    const authorisation = { id: newId(), scaStatus: 'received' } as const;
    const consent: Consent = {
      id: newId(),
      tppId,
      asked,
      access,
      status: 'received',
      lastActionDate: today(),
      authorisation,
    };
    consents.set(consent.id, consent);
    return consent;
  }

  /** Ends what a newer recurring consent of the same TPP replaces (Guidelines 1.3.8, 6.3.1.1). */
  function endOlder(newer: Consent): void {
    if (!newer.asked.recurringIndicator) return;
    for (const { id, tppId, asked } of consents.values()) {
      if (id !== newer.id && tppId === newer.tppId && asked.recurringIndicator) apply(id, 'newerConsent');
    }
  }

  return { apply, open, endOlder };
}
