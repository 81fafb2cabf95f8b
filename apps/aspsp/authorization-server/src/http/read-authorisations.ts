import { answerHeaders, type Handlers, identityOf } from '@openxs2a/edge';
import type { AuthorizationServerOptions } from './options.ts';
import { evidenceOf } from './refusals.ts';

type Reading = Pick<Handlers, 'getConsentAuthorisation' | 'getConsentScaStatus'>;

/** Ids, and how far one of them has come; never why one failed (Guidelines 1.3.8, 7.4 and 7.5). */
export function readAuthorisationHandlers({ consents }: AuthorizationServerOptions): Reading {
  return {
    async getConsentAuthorisation({ path }, context) {
      const all = evidenceOf(await consents.authorisations(path.consentId, identityOf(context).tppId));
      const authorisationIds = all.map(({ authorisationId }) => authorisationId);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { authorisationIds } };
    },
    async getConsentScaStatus({ path }, context) {
      const { tppId } = identityOf(context);
      const found = await consents.authorisation(path.consentId, path.authorisationId, tppId);
      const { scaStatus } = evidenceOf(found);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { scaStatus } };
    },
  };
}
