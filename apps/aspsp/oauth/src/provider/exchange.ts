import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../oauth.ts';
import type { GrantEnd } from '../record.ts';
import type { Life } from '../resources.ts';
import type { Scope } from '../scope.ts';

/**
 * What is known of the request under way, beside what the provider knows of it: it asks back in functions to which nothing
 * can be handed.
 */
export interface Exchange {
  /** On the listener with mutual TLS. */
  readonly caller?: Caller | undefined;
  /** Why a grant ends, if it does in this request; because its client says so if it is not given. */
  readonly endsBecause?: GrantEnd;
  /** Of an authorisation request: where the answer may go. Nowhere without. */
  readonly redirectUri?: string | undefined;
  readonly authorisationId?: string | undefined;
  /** The pushed request that was taken out of the store for this request. */
  readonly pushed?: PushedPayload | undefined;
  /** Known from the request, or from the code or token in it. */
  scope?: Scope | undefined;
  life?: Life | undefined;
  /** What went wrong, for a page. */
  problem?: { readonly error: string; readonly reason: string } | undefined;
}

export interface PushedPayload {
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const underWay = new AsyncLocalStorage<Exchange>();

export function inExchange<Result>(exchange: Exchange, work: () => Promise<Result>): Promise<Result> {
  return underWay.run(exchange, work);
}

export function currentExchange(): Exchange {
  const exchange = underWay.getStore();
  if (exchange === undefined) throw new TypeError('The provider was asked outside of a request.');
  return exchange;
}
