import type { ConsentStatus } from '@openxs2a/consent';
import type { BankProfile } from '@openxs2a/profile';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ScaApproach } from './approach.ts';
import { hrefsOf } from './hrefs.ts';
import type { RedirectLink } from './redirect-link.ts';
import { needsPsu } from './start.ts';

export type Links = Schemas['_linksAll'];
type Relation = keyof Links & string;

/** An authorisation, as far as its links depend on it. */
export interface AuthorisationLinkState {
  readonly authorisationId: string;
  readonly approach: ScaApproach;
  readonly scaStatus: Schemas['scaStatus'];
  /** The way to the page of the bank, where it has pages. */
  readonly redirect: RedirectLink | undefined;
  /** Whether the TPP confirms what was done there. */
  readonly needsConfirmation: boolean;
}

/** What an answer is about, as far as its links depend on it. */
export type LinkState =
  | {
      readonly about: 'new-consent';
      readonly consentId: string;
      readonly approach: ScaApproach;
      readonly isPsuKnown: boolean;
      /** What the bank has begun with it; undefined where the TPP is to begin. */
      readonly authorisation: AuthorisationLinkState | undefined;
    }
  | { readonly about: 'consent'; readonly consentStatus: ConsentStatus }
  | ({ readonly about: 'authorisation'; readonly consentId: string } & AuthorisationLinkState)
  /** An authorisation that failed for a reason that need not fail the next one. */
  | { readonly about: 'new-try'; readonly consentId: string; readonly authorisationId: string }
  /** One that did not even begin, because of its password. */
  | { readonly about: 'new-start'; readonly consentId: string };

export type LinkProfile = Pick<BankProfile, 'basePath' | 'services'> & {
  readonly sca: Pick<BankProfile['sca'], 'passwordEncryption'>;
};

/**
 * What a TPP can do next (Guidelines 1.3.8, 4.15 and 6.3.1.1), and nothing that this bank would then refuse: a link to a
 * page, or to where a password goes, is there when there is such a page or place.
 */
export function linksOf(state: LinkState, profile: LinkProfile): Links {
  const hrefs = hrefsOf(profile);
  switch (state.about) {
    case 'new-consent': {
      const { consentId, authorisation } = state;
      const own = { self: { href: hrefs.consent(consentId) }, status: { href: hrefs.status(consentId) } };
      if (authorisation !== undefined)
        return { ...own, ...linksOf({ about: 'authorisation', consentId, ...authorisation }, profile) };
      return { ...own, [relationOfStart(state, profile)]: { href: hrefs.authorisations(consentId) } };
    }
    case 'consent': {
      if (state.consentStatus !== 'valid') return {};
      const cards = profile.services.cardAccounts ? { 'card-account': { href: hrefs.cardAccounts } } : {};
      return { account: { href: hrefs.accounts }, ...cards };
    }
    case 'authorisation': {
      const { consentId, authorisationId, redirect } = state;
      const href = hrefs.authorisation(consentId, authorisationId);
      const relations = relationsOf(state, profile).map((relation) => [relation, { href }]);
      return {
        ...(redirects(state) && redirect !== undefined && { [redirect.relation]: { href: redirect.href } }),
        ...Object.fromEntries(relations),
        scaStatus: { href },
      };
    }
    case 'new-try': {
      const { consentId, authorisationId } = state;
      const scaStatus = { href: hrefs.authorisation(consentId, authorisationId) };
      return { startAuthorisation: { href: hrefs.authorisations(consentId) }, scaStatus };
    }
    case 'new-start':
      return { [relationOfPassword('start', profile)]: { href: hrefs.authorisations(state.consentId) } };
    default:
      return state satisfies never;
  }
}

const BEFORE_PAGE: readonly Schemas['scaStatus'][] = ['received', 'psuIdentified'];

/** The page is for whoever has not been there. */
function redirects({ approach, scaStatus }: AuthorisationLinkState): boolean {
  return approach === 'REDIRECT' && BEFORE_PAGE.includes(scaStatus);
}

/** What leads on from an authorisation at its own address, beside its status. */
function relationsOf(state: AuthorisationLinkState, profile: LinkProfile): readonly Relation[] {
  const { approach, scaStatus, needsConfirmation, redirect } = state;
  switch (approach) {
    case 'REDIRECT':
      // only together with the way to the page (14.6)
      return redirects(state) && needsConfirmation && redirect !== undefined ? ['confirmation'] : [];
    case 'DECOUPLED':
      return scaStatus === 'received' ? ['updatePsuIdentification'] : [];
    case 'EMBEDDED':
      return relationsEmbedded(scaStatus, profile);
    default:
      return approach satisfies never;
  }
}

function relationsEmbedded(scaStatus: Schemas['scaStatus'], profile: LinkProfile): readonly Relation[] {
  switch (scaStatus) {
    case 'received':
      return ['updatePsuIdentification'];
    case 'psuIdentified':
      return [relationOfPassword('update', profile)];
    case 'psuAuthenticated':
      return ['selectAuthenticationMethod'];
    case 'scaMethodSelected':
      return ['authoriseTransaction'];
    default:
      return [];
  }
}

interface StartState {
  readonly approach: ScaApproach;
  readonly isPsuKnown: boolean;
}

/** The one relation that leads to an authorisation says what the TPP has to bring (14.6). */
function relationOfStart({ approach, isPsuKnown }: StartState, profile: LinkProfile): Relation {
  if (needsPsu(approach, isPsuKnown)) return 'startAuthorisationWithPsuIdentification';
  return approach === 'EMBEDDED' ? relationOfPassword('start', profile) : 'startAuthorisation';
}

function relationOfPassword(call: 'start' | 'update', { sca }: LinkProfile): Relation {
  const isEncrypted = sca.passwordEncryption === 'required';
  if (call === 'start')
    return isEncrypted ? 'startAuthorisationWithEncryptedPsuAuthentication' : 'startAuthorisationWithPsuAuthentication';
  return isEncrypted ? 'updateEncryptedPsuAuthentication' : 'updatePsuAuthentication';
}
