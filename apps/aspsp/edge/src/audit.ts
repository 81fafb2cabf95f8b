import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { descriptors } from '@openxs2a/xs2a/server';
import type { Context } from './context.ts';
import type { Refused } from './refused.ts';

/**
 * Records a refusal: who was refused what, and why. None of strangers, who could fill the log, and of what was too much at
 * once; a read that its consent does not cover has its record already.
 */
export async function recordRefusal(
  database: Database,
  log: EventLog,
  { reason }: Refused,
  context: Context | undefined,
): Promise<void> {
  if (context?.identity === undefined || reason === 'rate-exceeded' || isRecorded(reason, context)) return;
  const { identity, operationId, requestId } = context;
  await log.append(database, {
    kind: 'request-refused',
    actor: identity.tppId,
    subject: identity.tppId,
    body: { operation: operationId, requestId, result: reason },
  });
}

/** By the guard `consent`, which leaves no grant then; what a handler refuses afterwards is another matter. */
function isRecorded(reason: Refused['reason'], { operationId, grant }: Context): boolean {
  const asksForConsent = Object.hasOwn(descriptors[operationId].guards ?? {}, 'consent');
  return asksForConsent && grant === undefined && reason.startsWith('consent:');
}
