export { startAuthorizationServer } from './authorization-server/start.ts';
export { type Bank, type BankOptions, createBank } from './bank.ts';
export { BankError, type BankErrorCode } from './bank-error.ts';
export {
  AUTHORIZATION_SERVER_CONFIG,
  type AuthorizationServerConfig,
  CONFIG,
  type Config,
  GATEWAY_CONFIG,
  type GatewayConfig,
  RESOURCE_SERVER_CONFIG,
  type ResourceServerConfig,
} from './config.ts';
export { type StartedGateway, startGateway } from './gateway/start.ts';
export { type LineSetting, makeOperatorLine, type NewOperator } from './operator/make-operator-line.ts';
export { startResourceServer } from './resource-server/start.ts';
export type { Started } from './serve.ts';
export { type StartedBank, startBank } from './start.ts';
