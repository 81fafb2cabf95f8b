import type { Handlers } from '@openxs2a/xs2a/server';
import type { AccessFault } from '../bank/access.ts';
import type { Bank } from '../bank/bank.ts';
import type { CallContext } from './context.ts';
import { fault } from './fault.ts';
import { linkToAccounts, linkToConsent } from './links.ts';

type ConsentHandlers = Pick<
  Handlers<CallContext>,
  'createConsent' | 'getConsentInformation' | 'getConsentStatus' | 'deleteConsent'
>;

export function createConsentHandlers(bank: Bank): ConsentHandlers {
  return {
    createConsent({ body }, context) {
      // The published file does not mark the body as required.
      if (body === undefined) return fault(context, 400, 'FORMAT_ERROR', 'There is no body.', 'body');
      const consent = bank.askForConsent(context.tppId, body.value);
      if (typeof consent === 'string') return refuseAccess(context, consent);
      const self = linkToConsent(consent.id);
      return {
        status: 201,
        type: 'application/json',
        headers: { ...headersFor(context), Location: self, 'ASPSP-SCA-Approach': 'DECOUPLED' },
        body: {
          consentStatus: consent.status,
          consentId: consent.id,
          psuMessage: 'Please confirm the access in the app of your bank.',
          _links: {
            self: { href: self },
            status: { href: `${self}/status` },
            scaStatus: { href: `${self}/authorisations/${consent.authorisation.id}` },
          },
        },
      };
    },
    getConsentInformation({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      const { asked, status, lastActionDate } = consent;
      const { access, recurringIndicator, validUntil, frequencyPerDay } = asked;
      const links = status === 'valid' ? { _links: { account: { href: linkToAccounts } } } : {};
      return {
        status: 200,
        type: 'application/json',
        headers: headersFor(context),
        body: {
          access,
          recurringIndicator,
          validUntil,
          frequencyPerDay,
          lastActionDate,
          consentStatus: status,
          ...links,
        },
      };
    },
    getConsentStatus({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      return {
        status: 200,
        type: 'application/json',
        headers: headersFor(context),
        body: { consentStatus: consent.status },
      };
    },
    deleteConsent({ path }, context) {
      const consent = bank.findConsent(context.tppId, path.consentId);
      if (consent === undefined) return unknownConsent(context);
      bank.endConsent(consent);
      return { status: 204, headers: headersFor(context) };
    },
  };
}

export const headersFor = ({ xRequestId }: CallContext) => ({ 'X-Request-ID': xRequestId });

export const unknownConsent = (context: CallContext) =>
  fault(context, 403, 'CONSENT_UNKNOWN', 'No consent of yours has this id.');

function refuseAccess(context: CallContext, reason: AccessFault) {
  switch (reason) {
    case 'form not offered':
      return fault(context, 400, 'SERVICE_INVALID', 'This bank offers no mere lists of accounts.', 'access');
    case 'account unknown':
      return fault(context, 400, 'RESOURCE_UNKNOWN', 'An account is not known here.', 'access');
    case 'forms mixed':
      return fault(context, 400, 'FORMAT_ERROR', 'The access takes more than one form.', 'access');
    case 'nothing asked for':
      return fault(context, 400, 'FORMAT_ERROR', 'The access asks for nothing.', 'access');
    case 'over already':
      return fault(context, 400, 'FORMAT_ERROR', 'The last day of the consent is over.', 'validUntil');
    default:
      return reason satisfies never;
  }
}
