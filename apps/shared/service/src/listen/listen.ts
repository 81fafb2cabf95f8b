import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { createCloser, type NodeServer } from './connections.ts';
import { DEFAULT_LIMITS, type ListenLimits } from './limits.ts';
import { toListenError } from './listen-error.ts';
import { type TlsIdentity, type TlsOptions, toContextOptions, toServerOptions } from './tls.ts';

/** An app as Hono has it: `app.fetch`. `env` holds the request and the answer of Node, see `peerCertificate`. */
export type FetchApp = (request: Request, env: never) => Response | Promise<Response>;

export interface ListenOptions {
  readonly fetch: FetchApp;
  /** Port 0 takes a free one. */
  readonly address: { readonly host: string; readonly port: number };
  /** Without it, plain HTTP. */
  readonly tls?: TlsOptions;
  readonly limits?: Partial<ListenLimits>;
  /** Hears of what the app throws; the client gets a 500 that says nothing. */
  readonly onError?: (error: unknown) => void;
}

export interface Listener {
  /** `https://127.0.0.1:8443`, with the port that was taken. */
  readonly url: string;
  readonly port: number;
  /** Lets requests that have begun end, and cuts what is left after so many milliseconds (10 s by default). */
  close(gracePeriod?: number): Promise<void>;
  /**
   * Takes another key and certificate for connections from now on, and other anchors for those of clients where they are given;
   * those that are open stay. Throws ServiceError where they cannot be used, and has changed nothing then.
   */
  setTls(renewed: TlsIdentity & Pick<TlsOptions, 'ca'>): void;
}

const GRACE_PERIOD = 10_000;

/**
 * Listens for HTTP, HTTPS or mutual TLS. Throws ServiceError where the address is taken or forbidden, or the TLS identity
 * cannot be used.
 */
export async function listen({ fetch, address, tls, limits = {}, onError }: ListenOptions): Promise<Listener> {
  const server = createNodeServer(createRequestListener(fetch, onError), { ...DEFAULT_LIMITS, ...limits }, tls);
  const close = createCloser(server);
  let current = tls;
  const port = await start(server, address);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    port,
    close: (gracePeriod = GRACE_PERIOD) => close(gracePeriod),
    setTls(renewed) {
      if (current === undefined || !('setSecureContext' in server))
        throw new TypeError('there is no TLS on this listener');
      const next = { ...current, ...renewed };
      server.setSecureContext(toContextOptions(next));
      current = next;
    },
  };
}

function createNodeServer(listener: RequestListener, limits: ListenLimits, tls: TlsOptions | undefined): NodeServer {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: Math.min(limits.headersTimeout, limits.requestTimeout),
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAlive,
    // Late requests are looked for this often: twice within the shortest time, at most once a second.
    connectionsCheckingInterval: Math.min(1_000, Math.ceil(limits.headersTimeout / 2)),
    insecureHTTPParser: false,
    requireHostHeader: true,
  };
  const server =
    tls === undefined
      ? createServer(options, listener)
      : createSecureServer(
          {
            ...options,
            ...toServerOptions(tls),
            handshakeTimeout: limits.handshakeTimeout,
            ALPNProtocols: ['http/1.1'],
          },
          listener,
        );
  // Node would refuse it without the app, which then could not say whose request that was.
  server.on('checkExpectation', listener);
  server.maxHeadersCount = limits.headerCount;
  server.maxConnections = limits.maxConnections;
  server.setTimeout(limits.idleTimeout);
  return server;
}

function createRequestListener(fetch: FetchApp, onError: ListenOptions['onError']): RequestListener {
  const errorHandler = (error: unknown) => {
    if (error instanceof RequestError) return new Response(null, { status: 400 });
    onError?.(error);
    return new Response(null, { status: 500 });
  };
  // The host gives the app Node's request and answer; `never` lets every app's own idea of them fit.
  return getRequestListener((request, env) => fetch(request, env as never), { errorHandler });
}

function start(server: NodeServer, { host, port }: ListenOptions['address']): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(toListenError(error, host, port)));
    // A TCP listener has an address with a port.
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });
}
