import { answerHeaders, type Handlers, identityOf } from '@openxs2a/edge';
import type { HandlerOptions } from './options.ts';
import { evidenceOf, evidenceOfStep } from './refusals.ts';
import { messageOf } from './render-step.ts';

type Reading = Pick<Handlers, 'getConsentAuthorisation' | 'getConsentScaStatus'>;

/** Ids, and how far one of them has come; never why one failed (Guidelines 1.3.8, 7.4 and 7.5). */
export function readAuthorisationHandlers({ consents, road }: HandlerOptions): Reading {
  return {
    async getConsentAuthorisation({ path }, context) {
      const all = evidenceOf(await consents.authorisations(path.consentId, identityOf(context).tppId));
      const authorisationIds = all.map(({ authorisationId }) => authorisationId);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { authorisationIds } };
    },
    async getConsentScaStatus({ path }, context) {
      const { tppId } = identityOf(context);
      const { consentId: resourceId, authorisationId } = path;
      evidenceOf(await consents.authorisation(resourceId, authorisationId, tppId));
      const status = evidenceOfStep(await road.statusOf({ kind: 'consent', resourceId, authorisationId }));
      const body = { scaStatus: status.scaStatus, ...messageOf(status) };
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
    },
  };
}
