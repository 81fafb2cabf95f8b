import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type RequestInit, type Response, fetch as undiciFetch } from 'undici';
import type { TlsIdentity } from './listen/tls.ts';

export interface MutualTlsFetchOptions {
  /** Who calls: private key and certificate with its intermediate ones, PEM. Without it, the caller shows none. */
  readonly identity?: TlsIdentity;
  /** Anchors that the server's certificate must lead to, PEM. Default: those of Node. */
  readonly ca?: string;
  /** Most connections to one origin. Default: 16. */
  readonly connections?: number;
  /** Milliseconds for TCP and TLS together. Default: 10 s. */
  readonly connectTimeout?: number;
}

/** `fetch` over connections that show a client certificate. */
export interface MutualTlsFetch {
  /**
   * Fits the option `fetch` of generated clients as it is, and takes a URL, too. A function of its own package, because
   * Node's `fetch` takes no connections from elsewhere; hence of a `Request` only the URL counts, the rest is `init`.
   */
  readonly fetch: (target: string | URL | { readonly url: string }, init?: RequestInit) => Promise<Response>;
  /**
   * Shows another certificate on new connections, and trusts other anchors where they are given; requests that are under way end
   * on the old ones, and it resolves when they have.
   */
  replace(identity: TlsIdentity, ca?: string): Promise<void>;
  /** Ends once the requests under way have. */
  close(): Promise<void>;
}

const CONNECTIONS = 16;
const CONNECT_TIMEOUT = 10_000;

/** Keep what this makes: it holds the connections. */
export function createMutualTlsFetch(options: MutualTlsFetchOptions): MutualTlsFetch {
  let current = options;
  let agent = createAgent(current);
  return {
    fetch: (target, init = {}) => {
      const url = typeof target === 'object' && 'url' in target ? target.url : target;
      return undiciFetch(url, { ...init, dispatcher: agent });
    },
    async replace(identity, ca) {
      const old = agent;
      current = { ...current, identity, ...(ca === undefined ? {} : { ca }) };
      agent = createAgent(current);
      await old.close();
    },
    close: () => agent.close(),
  };
}

function createAgent({ identity, ca, connections, connectTimeout }: MutualTlsFetchOptions): Agent {
  return new Agent({
    connections: connections ?? CONNECTIONS,
    allowH2: false,
    connect: {
      ...identity,
      ...(ca === undefined ? {} : { ca }),
      minVersion: 'TLSv1.2',
      timeout: connectTimeout ?? CONNECT_TIMEOUT,
      // A resumed session would show the certificate of before `replace`.
      maxCachedSessions: 0,
      lookup: lookUp,
    },
  });
}

/** Names below `localhost` are this machine (RFC 6761, 6.3). Browsers and curl know that, the C library need not. */
const lookUp: LookupFunction = (hostname, options, callback) =>
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
