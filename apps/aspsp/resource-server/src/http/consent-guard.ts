import { isAisOperation, type UseConsent } from '@openxs2a/consent';
import { type Guards, identityOf, RefusedError, refusedConsent } from '@openxs2a/edge';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { ResourceServerDeps } from '../deps.ts';
import { readPsuPresence } from '../domain/psu-presence.ts';
import type { ReadingOf } from '../transactions/index.ts';

/**
 * Lets a read pass that its consent covers, counted and on record, and leaves in the context what the consent opens. What is
 * no read of accounts has no consent here.
 */
export function createConsentGuard(
  { consents }: Pick<ResourceServerDeps, 'consents'>,
  readingOf: ReadingOf,
): Guards['consent'] {
  return async ({ request, context }) => {
    const { operationId, requestId } = context;
    if (!isAisOperation(operationId)) throw new RefusedError({ reason: 'service-not-offered' });
    const use: UseConsent = {
      consentId: request.headers.get('Consent-ID') ?? '',
      tppId: identityOf(context).tppId,
      operation: operationId,
      requestId,
      ...readResourceId(request),
      ...readPsuPresence(request.headers),
      ...readingOf(operationId, request),
    };
    const outcome = await consents.useConsent(use);
    if (!outcome.accepted) throw new RefusedError(refusedConsent(outcome));
    context.grant = outcome.evidence;
  };
}

/** As the path has it; whatever is no id of an account is none that a consent knows. */
function readResourceId({ parameters }: IncomingRequest): Pick<UseConsent, 'resourceId'> {
  const resourceId = parameters.path['account-id'];
  return typeof resourceId === 'string' ? { resourceId } : {};
}
