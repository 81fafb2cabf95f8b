import type { Part } from '@openxs2a/edge';
import type { OAuthResources } from '@openxs2a/oauth';
import { createConsentAuthorisable } from './authorising/consents.ts';
import { createRoad } from './authorising/create-road.ts';
import { createPasswordKeys, type PasswordKeys } from './authorising/password-keys.ts';
import type { Road } from './authorising/road.ts';
import { createRoadSecrets } from './authorising/secrets.ts';
import { createConsentHandler } from './http/create-consent.ts';
import { deleteConsentHandler } from './http/delete-consent.ts';
import type { AuthorizationServerOptions } from './http/options.ts';
import { readAuthorisationHandlers } from './http/read-authorisations.ts';
import { readConsentHandlers } from './http/read-consent.ts';
import { startAuthorisationHandler } from './http/start-authorisation.ts';
import { updateAuthorisationHandler } from './http/update-authorisation.ts';
import { createOAuthResources } from './oauth/resources.ts';
import { migrateBegun } from './store/begun.ts';

/** Its part of the interface, and what the pages go on with. */
export interface AuthorizationServer extends Part {
  /** The way of an authorisation: the same for the interface and for the bank's pages. */
  readonly road: Road;
  /** What OAuth lets be authorised. */
  readonly oauthResources: OAuthResources;
  /** To be published where PSUs' passwords are to be encrypted (`sca.passwordEncryption`). */
  readonly passwordKeys: Pick<PasswordKeys, 'publicKeys'>;
}

/** Consents and their authorisations, as TPPs see them. Makes its table if it is not there. */
export async function createAuthorizationServer(options: AuthorizationServerOptions): Promise<AuthorizationServer> {
  await migrateBegun(options.database);
  const secrets = createRoadSecrets(options.scaKey);
  const setting = { ...options, secrets, authorisables: { consent: createConsentAuthorisable(options) } };
  const road = createRoad(setting);
  const passwordKeys = await createPasswordKeys(options.scaKey);
  const handling = { ...options, setting, road, passwordKeys };
  return {
    road,
    oauthResources: createOAuthResources(handling),
    passwordKeys,
    handlers: {
      createConsent: createConsentHandler(handling),
      ...readConsentHandlers(handling),
      deleteConsent: deleteConsentHandler(handling),
      startConsentAuthorisation: startAuthorisationHandler(handling),
      ...readAuthorisationHandlers(handling),
      updateConsentsPsuData: updateAuthorisationHandler(handling),
    },
  };
}
