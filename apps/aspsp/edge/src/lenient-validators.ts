import type { BankProfile } from '@openxs2a/profile';
import type { ServerOptions } from '@openxs2a/runtime/server';
import { validators } from '@openxs2a/xs2a/validators';

type Validator = Exclude<ServerOptions<unknown>['validators'], false>;

/**
 * What requests are checked with: the interface, but for what the profile forgives. An absent combinedServiceIndicator then
 * means false, as in the examples of the Guidelines, and the handler finds it so (AIS-CNS-002).
 */
export function createValidators({ consents }: BankProfile): Validator {
  if (consents.combinedServiceAbsent === 'refuse') return validators;
  return {
    request(operationId, request) {
      if (operationId === 'createConsent') assumeNoCombinedService(request.body?.value);
      return validators.request(operationId, request);
    },
    response: validators.response,
  };
}

function assumeNoCombinedService(body: unknown): void {
  if (typeof body !== 'object' || body === null || Object.hasOwn(body, 'combinedServiceIndicator')) return;
  Object.assign(body, { combinedServiceIndicator: false });
}
