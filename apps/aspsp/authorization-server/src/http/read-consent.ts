import { type Consent, renderConsent } from '@openxs2a/consent';
import { answerHeaders, type Handlers, identityOf } from '@openxs2a/edge';
import { linksOf } from '../domain/links.ts';
import type { HandlerOptions } from './options.ts';
import { evidenceOf } from './refusals.ts';
import { settleAll } from './settle-all.ts';

type Reading = Pick<Handlers, 'getConsentInformation' | 'getConsentStatus'>;

/** At any time, also after the end of a consent (Guidelines 1.3.8, 6.3.2 and 6.3.3). */
export function readConsentHandlers(options: HandlerOptions): Reading {
  const { profile } = options;
  return {
    async getConsentInformation({ path }, context) {
      const consent = await findSettled(options, path.consentId, identityOf(context).tppId);
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
      const { consentStatus } = await findSettled(options, path.consentId, identityOf(context).tppId);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { consentStatus } };
    },
  };
}

/** What a device has decided meanwhile decides about the consent, too, whoever asks for that. */
async function findSettled(options: HandlerOptions, consentId: string, tppId: string): Promise<Consent> {
  const consent = evidenceOf(await options.consents.find(consentId, tppId));
  if (consent.consentStatus !== 'received' && consent.consentStatus !== 'partiallyAuthorised') return consent;
  await settleAll(options, consentId, tppId);
  return evidenceOf(await options.consents.find(consentId, tppId));
}
