import { type AuthorizationServer, createAuthorizationServer } from '@openxs2a/authorization-server';
import type { CoreBanking } from '@openxs2a/core-banking';
import { createXs2aApp, type Observer } from '@openxs2a/edge';
import type { BankState } from '@openxs2a/edge/state';
import { createGateway, type Gateway, type GatewayOptions } from '@openxs2a/gateway';
import { createResourceServer, type ResourceServerDeps } from '@openxs2a/resource-server';
import type { FetchApp, Random } from '@openxs2a/service';
import { type BankOAuth, beside, openOAuth } from './open/oauth.ts';

export interface BankOptions extends Omit<GatewayOptions, 'database' | 'log'> {
  readonly state: BankState<CoreBanking & ResourceServerDeps['core']>;
  readonly random: Random;
  /** 32 bytes, the same on every node. */
  readonly linkKey: Uint8Array;
  /** Where PSUs are sent to by redirect; without it, no redirect leads anywhere. */
  readonly pagesUrl?: string | undefined;
  /** Where TPPs reach this app. OAuth, where the profile has it, needs this and the address of the pages. */
  readonly xs2aUrl?: string | undefined;
  /** Whether our own answers are checked against the interface. Default: false. */
  readonly validateResponses?: boolean;
  /** Hears of what happens beside the gateway's own metrics and log. */
  readonly observe?: Observer;
}

export interface Bank {
  /** The interface, for a listener that asks for client certificates. */
  readonly fetch: FetchApp;
  readonly gateway: Gateway;
  /** What the bank's pages go on with. */
  readonly authorizationServer: AuthorizationServer;
  readonly oauth: BankOAuth | undefined;
}

/** Gateway, authorization server and resource server as one app; without a socket, which is where tests may start. */
export async function createBank(options: BankOptions): Promise<Bank> {
  const { state, linkKey, random, pagesUrl, xs2aUrl, validateResponses = false, observe = {}, ...rest } = options;
  const { profile, clock } = rest;
  const gateway = await createGateway({ ...rest, database: state.database, log: state.log });
  const authorizationServer = await createAuthorizationServer({ ...state, profile, pagesUrl });
  const parts = [authorizationServer, await createResourceServer({ ...state, profile, clock, random, linkKey })];
  const { directory, identify } = gateway;
  const place = pagesUrl === undefined || xs2aUrl === undefined ? undefined : { pagesUrl, xs2aUrl };
  const setting = { ...rest, state, authorizationServer, directory, identify, metrics: gateway.metrics };
  const oauth = place && (await openOAuth({ ...setting, place }));
  const app = createXs2aApp({
    ...state,
    parts,
    proof: gateway.proof,
    profile,
    clock,
    oauthMetadataUrl: oauth?.metadataUrl,
    validateResponses,
    observe: both(gateway.observe, observe),
  });
  return { fetch: gateway.wrap(beside(app.fetch, oauth, gateway.metrics)), gateway, authorizationServer, oauth };
}

function both(one: Observer, other: Observer): Observer {
  return {
    onRefusal: (...heard) => {
      one.onRefusal?.(...heard);
      other.onRefusal?.(...heard);
    },
    onAnswer: (answered) => {
      one.onAnswer?.(answered);
      other.onAnswer?.(answered);
    },
    onError: (...heard) => {
      one.onError?.(...heard);
      other.onError?.(...heard);
    },
  };
}
