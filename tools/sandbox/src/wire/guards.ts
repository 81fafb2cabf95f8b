import type { Guards } from '@openxs2a/xs2a/server';
import { RIGHTS, type Right } from '../bank/access.ts';
import type { Bank } from '../bank/bank.ts';
import type { Consent } from '../bank/consent.ts';
import type { CallContext } from './context.ts';
import { fault } from './fault.ts';

/** In place of a certificate: whoever calls says who it is. */
export const TPP_HEADER = 'X-Sandbox-TPP';

/**
 * What is checked before a handler runs. Consents are checked for real; certificate, signature and token are
 * stand-ins, as the bank says when it starts.
 */
export function createGuards(bank: Bank): Guards<CallContext> {
  return {
    certificate({ request, context }) {
      context.tppId = request.headers.get(TPP_HEADER) ?? '';
      if (context.tppId !== '') return undefined;
      return fault(context, 401, 'CERTIFICATE_MISSING', `There is no ${TPP_HEADER} header.`);
    },
    tpp() {},
    signature() {},
    role() {},
    idempotency() {},
    BearerAuthOAuth({ request, context }) {
      if (!request.headers.has('Authorization')) return undefined;
      return fault(context, 401, 'TOKEN_UNKNOWN', 'This bank issues no tokens.');
    },
    consent({ request, options, context }) {
      const { 'Consent-ID': consentId, 'PSU-IP-Address': psuIpAddress } = request.parameters.headers;
      const consent = bank.findConsent(context.tppId, String(consentId));
      if (consent === undefined)
        return fault(context, 400, 'CONSENT_UNKNOWN', 'No consent of yours has this id.', 'Consent-ID');
      if (consent.status === 'expired') return fault(context, 401, 'CONSENT_EXPIRED', 'The consent has run out.');
      if (consent.status !== 'valid')
        return fault(context, 401, 'CONSENT_INVALID', `The consent is ${consent.status}.`);
      const right = toRight(options.access);
      if (right === undefined || (consent.access[right].size === 0 && bank.listAccounts(consent).length === 0))
        return fault(context, 401, 'CONSENT_INVALID', `The consent grants no ${options.access}.`);
      context.consent = consent;
      return psuIpAddress === undefined ? limitReads(bank, consent, request.target, context) : undefined;
    },
  };
}

/** `undefined` for rights on services that this bank does not have. */
const toRight = (access: string): Right | undefined => RIGHTS.find((right) => right === access);

/** Turning the pages of a report is part of the same access (Guidelines 1.3.8, 6.5.4). */
function limitReads(bank: Bank, consent: Consent, target: string, context: CallContext) {
  const { pathname, searchParams } = new URL(target, 'http://localhost');
  if (searchParams.has('page') || bank.countRead(consent, pathname)) return undefined;
  return fault(context, 429, 'ACCESS_EXCEEDED', `The consent grants ${consent.asked.frequencyPerDay} reads a day.`);
}
