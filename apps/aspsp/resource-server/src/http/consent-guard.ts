import { type ConsentRefusal, isAisOperation, type UseConsent } from '@openxs2a/consent';
import { type Guards, identityOf, type Refused, RefusedError, refusedConsent } from '@openxs2a/edge';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { ResourceServerDeps } from '../deps.ts';
import { readPsuPresence } from '../domain/psu-presence.ts';
import { isOfAnotherConsent } from '../store/other-consents.store.ts';
import type { ReadingOf } from '../transactions/index.ts';

type Deps = Pick<ResourceServerDeps, 'consents' | 'database'>;

/**
 * Lets a read pass that its consent covers, counted and on record, and leaves in the context what the consent opens. What is
 * no read of accounts has no consent here.
 */
export function createConsentGuard(deps: Deps, readingOf: ReadingOf): Guards['consent'] {
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
    const outcome = await deps.consents.useConsent(use);
    if (!outcome.accepted) throw new RefusedError(await specify(deps, use, outcome));
    context.grant = outcome.evidence;
  };
}

/** As the path has it; whatever is no id of an account is none that a consent knows. */
function readResourceId({ parameters }: IncomingRequest): Pick<UseConsent, 'resourceId'> {
  const resourceId = parameters.path['account-id'];
  return typeof resourceId === 'string' ? { resourceId } : {};
}

/** Where a bank may tell a TPP more than that the consent does not open it. */
async function specify({ consents, database }: Deps, use: UseConsent, refusal: ConsentRefusal): Promise<Refused> {
  const { consentId, tppId, resourceId } = use;
  const { reason, evidence } = refusal;
  if (reason === 'account-unknown' && (await isOfAnotherConsent(database, consentId, resourceId ?? '')))
    return { reason: 'account-not-granted', evidence: { ...evidence } };
  if (reason === 'frequency-exceeded') {
    const consent = await consents.find(consentId, tppId);
    if (consent.accepted && !consent.evidence.recurring) return { reason: 'one-off-used', evidence: { ...evidence } };
  }
  return refusedConsent(refusal);
}
