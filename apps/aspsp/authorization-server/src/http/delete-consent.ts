import { answerHeaders, type Handlers, identityOf } from '@openxs2a/edge';
import type { AuthorizationServerOptions } from './options.ts';
import { evidenceOf } from './refusals.ts';

/** Deleting twice changes nothing; what has ended otherwise stays as it ended (Guidelines 1.3.8, 6.4). */
export function deleteConsentHandler({ consents }: AuthorizationServerOptions): Handlers['deleteConsent'] {
  return async ({ path }, context) => {
    evidenceOf(await consents.terminateByTpp(path.consentId, identityOf(context).tppId, context.requestId));
    return { status: 204, headers: answerHeaders(context) };
  };
}
