import type { Handlers } from '@openxs2a/xs2a/server';
import type { Bank } from '../bank/bank.ts';
import { headersFor, unknownConsent } from './consent-handlers.ts';
import type { CallContext } from './context.ts';
import { fault } from './fault.ts';

type AuthorisationHandlers = Pick<
  Handlers<CallContext>,
  'getConsentAuthorisation' | 'getConsentScaStatus' | 'startConsentAuthorisation' | 'updateConsentsPsuData'
>;

/** Decoupled: the bank starts the one authorisation itself, and its app takes it over; a TPP can only watch. */
export function createAuthorisationHandlers(bank: Bank): AuthorisationHandlers {
  return {
    getConsentAuthorisation({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      return {
        status: 200,
        type: 'application/json',
        headers: headersFor(context),
        body: { authorisationIds: [consent.authorisation.id] },
      };
    },
    getConsentScaStatus({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      const { id, scaStatus } = consent.authorisation;
      if (path.authorisationId !== id) return unknownAuthorisation(context);
      return { status: 200, type: 'application/json', headers: headersFor(context), body: { scaStatus } };
    },
    startConsentAuthorisation({ path }, context) {
      if (bank.findConsent(context.tppId, path.consentId) === undefined) return unknownConsent(context);
      return fault(context, 409, 'STATUS_INVALID', 'The bank has started the authorisation itself.');
    },
    updateConsentsPsuData({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      if (path.authorisationId !== consent.authorisation.id) return unknownAuthorisation(context);
      return fault(context, 400, 'SCA_INVALID', 'The authorisation goes on in the app of the bank.');
    },
  };
}

const unknownAuthorisation = (context: CallContext) =>
  fault(context, 403, 'RESOURCE_UNKNOWN', 'The consent has no such authorisation.', 'authorisationId');
