import { SERVICE_KEYS } from '@openxs2a/service';
import { type Static, Type } from 'typebox';
import {
  AUTHENTICATION_KEYS,
  CALLER_KEYS,
  INCIDENT_KEYS,
  INNER_KEYS,
  LEDGER_KEYS,
  LINK_KEY,
  listenerKeys,
  nodeKeys,
  OAUTH_KEYS,
  OUTER_KEYS,
  operationsKeys,
  PAGES_KEYS,
  STATE_KEYS,
} from './config/keys.ts';

/** The bank in one process. */
export const CONFIG = Type.Object({
  ...SERVICE_KEYS,
  ...STATE_KEYS,
  ...nodeKeys('bank'),
  ...listenerKeys(8445),
  ...operationsKeys(9445),
  ...CALLER_KEYS,
  ...AUTHENTICATION_KEYS,
  ...PAGES_KEYS,
  ...OAUTH_KEYS,
  ...INCIDENT_KEYS,
  ...LINK_KEY,
  ...LEDGER_KEYS,
});

/** Its gateway apart. It has neither accounts nor consents, hence none of their keys. */
export const GATEWAY_CONFIG = Type.Object({
  ...SERVICE_KEYS,
  ...STATE_KEYS,
  ...nodeKeys('gateway'),
  ...listenerKeys(8445),
  ...operationsKeys(9445),
  ...CALLER_KEYS,
  ...OUTER_KEYS,
});

export const AUTHORIZATION_SERVER_CONFIG = Type.Object({
  ...SERVICE_KEYS,
  ...STATE_KEYS,
  ...nodeKeys('authorization-server'),
  ...listenerKeys(8446),
  ...operationsKeys(9446),
  ...INNER_KEYS,
  ...AUTHENTICATION_KEYS,
  ...PAGES_KEYS,
  ...OAUTH_KEYS,
  ...INCIDENT_KEYS,
  ...LEDGER_KEYS,
});

export const RESOURCE_SERVER_CONFIG = Type.Object({
  ...SERVICE_KEYS,
  ...STATE_KEYS,
  ...nodeKeys('resource-server'),
  ...listenerKeys(8447),
  ...operationsKeys(9447),
  ...INNER_KEYS,
  ...LINK_KEY,
  ...LEDGER_KEYS,
});

export type Config = Readonly<Static<typeof CONFIG>>;
export type GatewayConfig = Readonly<Static<typeof GATEWAY_CONFIG>>;
export type AuthorizationServerConfig = Readonly<Static<typeof AUTHORIZATION_SERVER_CONFIG>>;
export type ResourceServerConfig = Readonly<Static<typeof RESOURCE_SERVER_CONFIG>>;
