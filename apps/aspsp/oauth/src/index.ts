export { metadataUrl } from './domain/metadata.ts';
export {
  type Caller,
  createOAuth,
  type Identification,
  type OAuth,
  type OAuthOptions,
  type OAuthProblem,
} from './oauth.ts';
export type {
  Life,
  OAuthClient,
  OAuthClients,
  OAuthResources,
  OpenAuthorisation,
  PreStepLogin,
  Stand,
  WayBack,
} from './resources.ts';
export { readScope, SCOPE_SERVICES, type Scope, type ScopeService, writeScope } from './scope.ts';
