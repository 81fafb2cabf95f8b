import { renderConsent } from '@openxs2a/consent';
import { answerHeaders, type Handlers, identityOf } from '@openxs2a/edge';
import { linksOf } from '../domain/links.ts';
import type { AuthorizationServerOptions } from './options.ts';
import { evidenceOf } from './refusals.ts';

type Reading = Pick<Handlers, 'getConsentInformation' | 'getConsentStatus'>;

/** At any time, also after the end of a consent (Guidelines 1.3.8, 6.3.2 and 6.3.3). */
export function readConsentHandlers({ consents, profile }: AuthorizationServerOptions): Reading {
  return {
    async getConsentInformation({ path }, context) {
      const consent = evidenceOf(await consents.find(path.consentId, identityOf(context).tppId));
      const links = linksOf({ about: 'consent', consentStatus: consent.consentStatus }, profile);
      return {
        status: 200,
        type: 'application/json',
        headers: answerHeaders(context),
        body: {
          ...renderConsent(consent, profile.timeZone),
          ...(Object.keys(links).length > 0 && { _links: links }),
        },
      };
    },
    async getConsentStatus({ path }, context) {
      const { consentStatus } = evidenceOf(await consents.find(path.consentId, identityOf(context).tppId));
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { consentStatus } };
    },
  };
}
