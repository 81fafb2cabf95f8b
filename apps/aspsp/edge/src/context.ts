import type { Grant } from '@openxs2a/consent';
import type { TokenReading } from '@openxs2a/oauth/tokens';
import type { Asks, Guards as GuardsOf, Handlers as HandlersOf } from '@openxs2a/xs2a/server';
import type { Identity } from './identity.ts';

/** Of an operation of the interface. */
export type OperationId = keyof Asks;
export type Handlers = HandlersOf<Context>;
export type Guards = GuardsOf<Context>;

/** One request on its way through the checks; each leaves what it found out. */
export interface Context {
  readonly operationId: OperationId;
  /** X-Request-ID; empty until `validate` for what is no UUID. */
  readonly requestId: string;
  readonly receivedAt: Date;
  /** Left by the guard `certificate`. */
  identity?: Identity;
  /** What the access token says, where one came along. Left by the guard `BearerAuthOAuth`. */
  token?: TokenReading;
  /** Left by the guard `consent`. */
  grant?: Grant;
}

/** Who is calling. TypeError where no guard has found out: an operation without that guard has no caller. */
export function identityOf({ identity, operationId }: Context): Identity {
  if (identity === undefined) throw new TypeError(`"${operationId}" has not asked who is calling.`);
  return identity;
}

/** What the consent opens. TypeError where no guard has asked. */
export function grantOf({ grant, operationId }: Context): Grant {
  if (grant === undefined) throw new TypeError(`"${operationId}" has not asked for a consent.`);
  return grant;
}

/** What every answer of a handler says. */
export function answerHeaders({ requestId }: Context): { 'X-Request-ID': string } {
  return { 'X-Request-ID': requestId };
}
