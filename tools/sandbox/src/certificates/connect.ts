import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { WireInit } from '@openxs2a/runtime/client';
import type { TlsIdentity } from '@openxs2a/service';
import { Agent, type Response, fetch as undiciFetch } from 'undici';

export interface Connection {
  /** As generated clients take it. */
  readonly fetch: (request: { readonly url: string }, init: WireInit) => Promise<Response>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Who calls: key and certificate with those above it, PEM. Without it, the caller shows none. */
  readonly identity?: TlsIdentity;
  /** The anchor that the server's certificate must lead to, PEM. */
  readonly ca: string;
}

/** Mutual TLS to the parties on this machine, by the names that their certificates have. */
export function connect({ identity, ca }: ConnectOptions): Connection {
  const agent = new Agent({
    allowH2: false,
    connect: { ...identity, ca, minVersion: 'TLSv1.2', maxCachedSessions: 0, lookup: lookUpLocally },
  });
  return {
    fetch: ({ url }, init) => undiciFetch(url, { ...init, dispatcher: agent }),
    close: () => agent.close(),
  };
}

/** Names below `localhost` are this machine (RFC 6761, 6.3). Browsers and curl know that, the C library need not. */
const lookUpLocally: LookupFunction = (hostname, options, callback) =>
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
