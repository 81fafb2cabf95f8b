/** As much of a connection as is read, of what Node gives for it. */
export interface HostSocket {
  readonly remoteAddress?: string | undefined;
  once?(event: 'close', listener: () => void): unknown;
}

interface HostRequest {
  readonly url?: string;
  readonly rawHeaders: readonly string[];
  readonly socket?: HostSocket | null;
}

/** Node's own request, where the host is `@hono/node-server`. */
export function findNodeRequest(env: unknown): HostRequest | undefined {
  // what an app gets as its environment depends on its host; only what is asked for is trusted to be there
  const incoming = (env as { incoming?: HostRequest } | undefined)?.incoming;
  return incoming !== undefined && Array.isArray(incoming.rawHeaders) ? incoming : undefined;
}

export function findSocket(env: unknown): HostSocket | undefined {
  return findNodeRequest(env)?.socket ?? undefined;
}
