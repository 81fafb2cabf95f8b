import type { WireInit } from '@openxs2a/runtime/client';
import { createMutualTlsFetch, type MutualTlsFetchOptions } from '@openxs2a/service';
import type { Response } from 'undici';

export interface Connection {
  /** As generated clients take it. */
  readonly fetch: (request: { readonly url: string }, init: WireInit) => Promise<Response>;
  close(): Promise<void>;
}

/** Mutual TLS to the parties on this machine, by the names that their certificates have. */
export const connect = (options: Pick<MutualTlsFetchOptions, 'identity'> & { readonly ca: string }): Connection =>
  createMutualTlsFetch(options);
