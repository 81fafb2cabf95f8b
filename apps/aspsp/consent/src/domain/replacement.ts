import type { Consent } from '../consent.ts';
import { isFinalConsent } from './consent-status.ts';

export type Replaceable = Pick<Consent, 'consentId' | 'tppId' | 'psu' | 'recurring' | 'consentStatus' | 'createdAt'>;

/**
 * Whether a consent that becomes valid ends another (Guidelines 1.3.8, 6.3.1.1): both recurring, of the same TPP, PSU and
 * company. One that waits for its authorisation is ended only where it is the older of the two.
 */
export function replaces(newer: Replaceable, other: Replaceable): boolean {
  if (!newer.recurring || !other.recurring || newer.consentId === other.consentId) return false;
  if (newer.tppId !== other.tppId || isFinalConsent(other.consentStatus)) return false;
  if (newer.psu === undefined || other.psu === undefined) return false;
  if (newer.psu.psuId !== other.psu.psuId || newer.psu.corporateId !== other.psu.corporateId) return false;
  return other.consentStatus === 'valid' || other.createdAt.getTime() <= newer.createdAt.getTime();
}
