export { createAuthorizationServer } from './authorization-server.ts';
export type { AuthorizationServerOptions } from './http/options.ts';
