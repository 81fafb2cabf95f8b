import type { Schemas } from '@openxs2a/xs2a/types';
import type { Consent, Grant, GrantedAccount } from './consent.ts';
import { toLocalDate } from './domain/calendar.ts';

/** As `GET /v1/consents/{consentId}` answers, but for links. `timeZone` is the bank's. */
export function renderConsent(consent: Consent, timeZone: string): Schemas['consentInformationResponse-200_json'] {
  return {
    access: consent.access,
    recurringIndicator: consent.recurring,
    validUntil: consent.validUntil,
    frequencyPerDay: consent.frequencyPerDay,
    lastActionDate: toLocalDate(consent.lastActionAt, timeZone),
    consentStatus: consent.consentStatus,
  };
}

/** The account that a TPP means by an id, within what was granted. */
export function findAccount({ accounts }: Pick<Grant, 'accounts'>, resourceId: string): GrantedAccount | undefined {
  return accounts.find((account) => account.resourceId === resourceId);
}

/** What the TPP calls one of the bank's accounts; undefined for an account that was not granted. */
export function resourceIdOf({ accounts }: Pick<Grant, 'accounts'>, accountId: string): string | undefined {
  return accounts.find((account) => account.accountId === accountId)?.resourceId;
}
