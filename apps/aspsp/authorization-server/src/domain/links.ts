import type { ConsentStatus } from '@openxs2a/consent';
import type { BankProfile } from '@openxs2a/profile';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ScaApproach } from './approach.ts';
import { hrefsOf } from './hrefs.ts';
import { needsPsu } from './start.ts';

export type Links = Schemas['_linksAll'];

/** What an answer is about, as far as its links depend on it. */
export type LinkState =
  | {
      readonly about: 'new-consent';
      readonly consentId: string;
      readonly approach: ScaApproach;
      readonly isPsuKnown: boolean;
      /** The authorisation that the bank has begun with it; undefined where the TPP is to begin one. */
      readonly authorisationId: string | undefined;
    }
  | { readonly about: 'consent'; readonly consentStatus: ConsentStatus }
  | { readonly about: 'authorisation'; readonly consentId: string; readonly authorisationId: string };

/**
 * What a TPP can do next (Guidelines 1.3.8, 4.15 and 6.3.1.1), and nothing that this bank would then refuse: a link to a
 * page, or to where a password goes, is there when there is such a page or place.
 */
export function linksOf(state: LinkState, profile: Pick<BankProfile, 'basePath' | 'services'>): Links {
  const hrefs = hrefsOf(profile);
  switch (state.about) {
    case 'new-consent': {
      const { consentId, authorisationId } = state;
      const own = { self: { href: hrefs.consent(consentId) }, status: { href: hrefs.status(consentId) } };
      if (authorisationId !== undefined)
        return { ...own, scaStatus: { href: hrefs.authorisation(consentId, authorisationId) } };
      return { ...own, [relationOfStart(state)]: { href: hrefs.authorisations(consentId) } };
    }
    case 'consent': {
      if (state.consentStatus !== 'valid') return {};
      const cards = profile.services.cardAccounts ? { 'card-account': { href: hrefs.cardAccounts } } : {};
      return { account: { href: hrefs.accounts }, ...cards };
    }
    case 'authorisation':
      return { scaStatus: { href: hrefs.authorisation(state.consentId, state.authorisationId) } };
    default:
      return state satisfies never;
  }
}

/** The one relation that leads to an authorisation says what the TPP has to bring (14.6). */
function relationOfStart({ approach, isPsuKnown }: { readonly approach: ScaApproach; readonly isPsuKnown: boolean }) {
  return needsPsu(approach, isPsuKnown) ? 'startAuthorisationWithPsuIdentification' : 'startAuthorisation';
}
