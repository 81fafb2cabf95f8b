export { createResourceServer } from './create-resource-server.ts';
export type { PsuRegister, ResourceServerDeps } from './deps.ts';
