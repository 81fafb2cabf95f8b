import type { BankProfile } from '@openxs2a/profile';
import type { ScaApproach } from './approach.ts';

/** What decides who begins the authorisation of a consent. */
export interface StartSituation {
  readonly approach: ScaApproach;
  readonly isPsuKnown: boolean;
  /** Whether more than one PSU has to authorise, or may have to. */
  readonly isMultilevel: boolean;
  /** `TPP-Explicit-Authorisation-Preferred`. */
  readonly prefersExplicit: boolean;
}

/**
 * Whether the bank begins the authorisation along with the consent: where nothing more has to be said, one PSU authorises,
 * and neither bank nor TPP want it otherwise (Guidelines 1.3.8, 4.6 and 5.8).
 */
export function isImplicit(
  { approach, isPsuKnown, isMultilevel, prefersExplicit }: StartSituation,
  { start }: Pick<BankProfile['sca'], 'start'>,
): boolean {
  return start === 'implicit' && !prefersExplicit && !isMultilevel && !needsPsu(approach, isPsuKnown);
}

/** Those who sign together have room for some tries each; every start looks at all that run. */
const SIGNATURES_AT_ONCE = 30;

/** As many authorisations of a resource run at a time. */
export function mostAtOnce({ multilevel }: Pick<BankProfile['sca'], 'multilevel'>): number {
  return multilevel ? SIGNATURES_AT_ONCE : 1;
}

/** On the bank's page a PSU says who it is; everywhere else the TPP has to. */
export function needsPsu(approach: ScaApproach, isPsuKnown: boolean): boolean {
  return approach !== 'REDIRECT' && !isPsuKnown;
}
