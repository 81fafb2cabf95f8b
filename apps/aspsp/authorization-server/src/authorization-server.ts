import type { Part } from '@openxs2a/edge';
import { createConsentHandler } from './http/create-consent.ts';
import { deleteConsentHandler } from './http/delete-consent.ts';
import type { AuthorizationServerOptions } from './http/options.ts';
import { readAuthorisationHandlers } from './http/read-authorisations.ts';
import { readConsentHandlers } from './http/read-consent.ts';
import { startAuthorisationHandler } from './http/start-authorisation.ts';
import { updateAuthorisationHandler } from './http/update-authorisation.ts';
import { migrateApproaches } from './store/approaches.ts';

/**
 * Consents and their authorisations, as TPPs see them. Makes its table if it is not there. Nothing here makes a consent
 * valid: SCA does, through `confirm` of `@openxs2a/consent`.
 */
export async function createAuthorizationServer(options: AuthorizationServerOptions): Promise<Part> {
  await migrateApproaches(options.database);
  return {
    handlers: {
      createConsent: createConsentHandler(options),
      ...readConsentHandlers(options),
      deleteConsent: deleteConsentHandler(options),
      startConsentAuthorisation: startAuthorisationHandler(options),
      ...readAuthorisationHandlers(options),
      updateConsentsPsuData: updateAuthorisationHandler(options),
    },
  };
}
