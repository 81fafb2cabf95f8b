import type { Part } from '@openxs2a/edge';
import { createCreateConsent } from './http/create-consent.ts';
import { createDeleteConsent } from './http/delete-consent.ts';
import { createReadAuthorisations } from './http/read-authorisations.ts';
import { createReadConsent } from './http/read-consent.ts';
import type { AuthorizationServerOptions } from './http/setting.ts';
import { createStartAuthorisation } from './http/start-authorisation.ts';
import { createUpdateAuthorisation } from './http/update-authorisation.ts';
import { migrateApproaches } from './store/approaches.ts';

/**
 * Consents and their authorisations, as TPPs see them. Makes its table if it is not there. Nothing here makes a consent
 * valid: SCA does, through `confirm` of `@openxs2a/consent`.
 */
export async function createAuthorizationServer(options: AuthorizationServerOptions): Promise<Part> {
  await migrateApproaches(options.database);
  return {
    handlers: {
      createConsent: createCreateConsent(options),
      ...createReadConsent(options),
      deleteConsent: createDeleteConsent(options),
      startConsentAuthorisation: createStartAuthorisation(options),
      ...createReadAuthorisations(options),
      updateConsentsPsuData: createUpdateAuthorisation(options),
    },
  };
}
