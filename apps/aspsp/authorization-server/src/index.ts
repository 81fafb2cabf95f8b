export type { RoadOutcome, RoadRefusal } from './authorising/outcome.ts';
export type { PasswordKeys } from './authorising/password-keys.ts';
export type { AuthorisationKey, AuthorisationStatus, AuthorisationView, Road } from './authorising/road.ts';
export { type AuthorizationServer, createAuthorizationServer } from './authorization-server.ts';
export { judgeRedirectUri, type RedirectVerdict } from './domain/redirect-uri.ts';
export type { AuthorizationServerOptions } from './http/options.ts';
export { createPasswordKeysApp, PASSWORD_KEYS_PATH } from './http/password-keys-app.ts';
export { createPreStep, type PreStep, type PreStepOptions } from './oauth/pre-step.ts';
